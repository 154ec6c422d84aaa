using System.Text.Json.Nodes;
using DistLab.Kernel;

namespace DistLab.Cli.Checking;

/// <summary>An output reduced to what must reproduce: no counts, no metadata, no way in which a stream was cut into pieces.</summary>
/// <param name="Kind">What a difference calls it: <c>value</c>, <c>stdout</c>, <c>stderr</c>, <c>error</c>.</param>
/// <param name="Parts">MIME type to text; a stream has the one part that is named like it.</param>
/// <param name="Json">Those parts that are JSON, which is equal however it is written.</param>
internal sealed record ComparedOutput(string Kind, IReadOnlyDictionary<string, string> Parts, IReadOnlyDictionary<string, JsonNode> Json)
{
    private static readonly Dictionary<string, JsonNode> NoJson = [];

    /// <summary>The outputs of a cell, neighbouring pieces of a stream joined.</summary>
    public static IReadOnlyList<ComparedOutput> Of(NotebookCell cell)
    {
        var outputs = new List<ComparedOutput>();
        foreach (var output in cell.Outputs)
        {
            var next = Of(output);
            if (output.Kind == OutputKind.Stream && outputs is [.., var last] && last.Kind == next.Kind)
                outputs[^1] = Stream(last.Kind, last.Parts[last.Kind] + next.Parts[next.Kind]);
            else
                outputs.Add(next);
        }
        return outputs;
    }

    /// <summary>Whether a part is the same in both outputs; one that both lack is.</summary>
    public bool HasSame(string part, ComparedOutput other)
    {
        if (Json.TryGetValue(part, out var mine) && other.Json.TryGetValue(part, out var its)) return JsonNode.DeepEquals(mine, its);
        return Parts.GetValueOrDefault(part) == other.Parts.GetValueOrDefault(part);
    }

    private static ComparedOutput Of(CellOutput output) => output.Kind switch
    {
        OutputKind.Stream => Stream(output.StreamName, output.Text),
        OutputKind.Error => new ComparedOutput("error", new Dictionary<string, string> { ["error"] = $"{output.ErrorName}: {output.ErrorValue}" }, NoJson),
        _ => new ComparedOutput(
            "value",
            output.Data.ToDictionary(part => part.Key, part => (output.Mime(part.Key) ?? "").ReplaceLineEndings("\n")),
            output.Data.Where(part => part.Key.EndsWith("json", StringComparison.Ordinal) && part.Value is not null).ToDictionary(part => part.Key, part => part.Value!)),
    };

    private static ComparedOutput Stream(string name, string text) =>
        new(name, new Dictionary<string, string> { [name] = text.ReplaceLineEndings("\n") }, NoJson);
}
