using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DistLab.Kernel;

/// <summary>What a front end reads about the kernel: the content of <c>kernel.json</c>.</summary>
internal static class KernelSpec
{
    internal const string FileName = "kernel.json";
    internal const string DisplayName = ".NET (C#) · DistLab";

    private const string Mark = "distlab";

    // A path with a plus sign or an accent stays readable.
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The specification of a kernel whose program lies in a folder. Front ends are started from anywhere, so every path in it is a full one.</summary>
    internal static string Text(string programFolder) => new JsonObject
    {
        ["argv"] = new JsonArray(
            DotNetHost.Path, Path.Combine(programFolder, KernelProgram.FileName), "jupyter", "--connection-file", "{connection_file}"),
        ["display_name"] = DisplayName,
        ["language"] = "C#",
        ["interrupt_mode"] = "message",
        ["metadata"] = new JsonObject
        {
            ["debugger"] = false,
            [Mark] = new JsonObject { ["version"] = typeof(KernelSpec).Assembly.GetName().Version!.ToString(3) },
        },
    }.ToJsonString(Readable) + "\n";

    /// <summary>Whether a file is a specification that DistLab wrote.</summary>
    internal static bool IsOurs(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(path))?["metadata"]?[Mark] is JsonObject;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
