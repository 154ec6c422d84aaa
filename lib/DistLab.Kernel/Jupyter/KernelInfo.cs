using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace DistLab.Kernel;

/// <summary>What the kernel says about itself and its language.</summary>
internal static class KernelInfo
{
    private const string CSharpVersion = "14.0";

    internal static JsonObject Reply()
    {
        string version = typeof(KernelInfo).Assembly.GetName().Version!.ToString(3);
        return new JsonObject
        {
            ["status"] = "ok",
            ["protocol_version"] = MessageCodec.ProtocolVersion,
            ["implementation"] = "distlab",
            ["implementation_version"] = version,
            ["language_info"] = new JsonObject
            {
                ["name"] = "C#",
                ["version"] = CSharpVersion,
                ["mimetype"] = "text/x-csharp",
                ["file_extension"] = ".cs",
                ["pygments_lexer"] = "csharp",
                ["codemirror_mode"] = "text/x-csharp",
            },
            ["banner"] = $"DistLab {version}: C# {CSharpVersion} on {RuntimeInformation.FrameworkDescription}",
            ["help_links"] = new JsonArray(
                Link("C# documentation", "https://learn.microsoft.com/dotnet/csharp/"),
                Link(".NET API browser", "https://learn.microsoft.com/dotnet/api/")),
            ["debugger"] = false,
        };
    }

    private static JsonObject Link(string text, string url) => new() { ["text"] = text, ["url"] = url };
}
