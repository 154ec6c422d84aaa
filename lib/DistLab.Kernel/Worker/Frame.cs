using System.Text.Json.Nodes;

namespace DistLab.Kernel;

/// <summary>A message between the runner and its worker.</summary>
internal sealed record Frame(FrameKind Kind, string Text)
{
    internal JsonObject Json() => JsonNode.Parse(Text)!.AsObject();
}
