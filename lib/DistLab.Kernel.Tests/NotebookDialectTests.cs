using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DistLab.Kernel.Tests;

/// <summary>
/// The committed notebooks must run under .NET Interactive too. What it knows was read in its sources of February 2026
/// (docs/magic-commands.md, CSharpKernel.cs, Kernel.Static.cs, DisplayExtensions.cs).
/// </summary>
public sealed class NotebookDialectTests
{
    private static readonly string[] ItsMagics =
    [
        "about", "import", "lsmagic", "markdown", "share", "set", "time", "connect", "csharp", "c#", "C#", "fsharp", "f#", "F#", "html", "javascript", "js",
        "kql", "mermaid", "pwsh", "powershell", "sql", "value", "who", "whos",
    ];

    private static readonly string[] ItsNamespaces = ["System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq"];

    private static readonly string[] ItsHelpers =
    [
        "display", "Display", "DisplayAs", "DisplayTable", "HTML", "Javascript", "CSS", "GetInputAsync", "GetInputsAsync", "GetPasswordAsync",
    ];

    public static TheoryData<string> NotebookNames => [.. Directory.EnumerateFiles(Root(), "*.ipynb", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Root(), file)).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Cells(string notebook) =>
        NotebookDocument.Parse(File.ReadAllText(Path.Combine(Root(), notebook)), notebook).Cells.Where(cell => cell.Type == CellType.Code).Select(cell => cell.Source);

    [Theory, MemberData(nameof(NotebookNames))]
    public void A_notebook_has_no_directive_that_NET_Interactive_lacks(string notebook) =>
        Assert.Empty(Cells(notebook).SelectMany(ForeignDirectives));

    [Theory, MemberData(nameof(NotebookNames))]
    public void A_notebook_calls_no_helper_that_NET_Interactive_lacks(string notebook)
    {
        var own = typeof(CellHelpers).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(method => method.Name).Distinct().Except(ItsHelpers);
        var names = Cells(notebook).SelectMany(Code).ToHashSet();
        Assert.DoesNotContain(own, names.Contains);
    }

    [Theory]
    [InlineData("#!markdown\ntext", "")]
    [InlineData("#!progress", "#!progress")]
    [InlineData("1;\n  #!time", "  #!time")]
    [InlineData("#r \"x.dll\" // why", "#r \"x.dll\" // why")]
    [InlineData("#r \"nuget: A, 1.0\"\n#i \"nuget: https://feed\"\n#load \"a.csx\"", "")]
    [InlineData("#pragma warning disable CS0219\nvar a = 1;", "")]
    public void A_directive_that_it_lacks_is_found(string cell, string found) =>
        Assert.Equal(found, string.Concat(ForeignDirectives(cell)));

    [Fact]
    public async Task Cells_see_the_same_namespaces_as_there()
    {
        var session = new Session();
        var visible = await session.ValueAsync("(typeof(Math), typeof(StringBuilder), typeof(ArrayList), typeof(List<int>), typeof(Task), typeof(Enumerable)).ToString()");
        Assert.All(ItsNamespaces, name => Assert.Contains(name + ".", visible));
        foreach (var hidden in new[] { "File", "Regex", "Thread", "HttpClient", "Stopwatch", "CultureInfo", "JsonNode" })
            Assert.Contains(hidden, (await session.ErrorAsync($"typeof({hidden})")).Message);
    }

    /// <summary>Lines with a directive that is not known there, is not at the beginning of its line, or has a comment behind it.</summary>
    private static IEnumerable<string> ForeignDirectives(string cell)
    {
        foreach (var line in cell.Split('\n'))
        {
            if (Regex.Match(line, @"^\s*#!\s*([\w#+.-]*)") is { Success: true } magic && (line[0] != '#' || !ItsMagics.Contains(magic.Groups[1].Value)))
                yield return line;
            if (Regex.IsMatch(line, @"^\s*#\s*(r|i|load)\b") && !Regex.IsMatch(line, @"^#(r|i|load) ""[^""]+""\s*$"))
                yield return line;
        }
    }

    /// <summary>The names in a cell's code, without its directives, comments and texts.</summary>
    private static IEnumerable<string> Code(string cell) =>
        CSharpSyntaxTree.ParseText(cell, CSharpSession.ParseOptions).GetRoot().DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText);

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "notebooks"));
}
