using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace DistLab.Kernel.Tests;

public sealed partial class DialectDocumentTests
{
    [Fact]
    public void The_table_of_directives_in_the_documentation_is_the_kernels_own()
    {
        var documented = Row().Matches(File.ReadAllText(Document())).Select(row => row.Groups[1].Value);
        Assert.Equal(DirectiveTable.All.Select(directive => directive.Name), documented);
    }

    [Fact]
    public void Other_names_of_a_directive_are_in_the_documentation_too()
    {
        var text = File.ReadAllText(Document());
        Assert.All(DirectiveTable.All.SelectMany(directive => directive.Aliases), alias => Assert.Contains($"`{alias}`", text, StringComparison.Ordinal));
    }

    [GeneratedRegex("""^\| `(#!?\w+)` \|""", RegexOptions.Multiline)]
    private static partial Regex Row();

    private static string Document([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "docs", "kernel.md"));
}
