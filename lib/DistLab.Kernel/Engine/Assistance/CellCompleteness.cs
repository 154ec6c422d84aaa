using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DistLab.Kernel;

/// <summary>Tells whether a cell's text can be run as it stands.</summary>
internal static class CellCompleteness
{
    /// <summary>The compiler takes such a text for complete.</summary>
    private const string UnterminatedRawString = "CS8997";

    private const string Step = "    ";

    internal static CodeCompleteness Of(string code)
    {
        string csharp = DirectiveLines.Blank(code, code.Length, out bool endsInCSharp);
        if (!endsInCSharp)
            return new CodeCompleteness(CompletenessStatus.Complete);
        var tree = CSharpSyntaxTree.ParseText(csharp, CSharpSession.ParseOptions);
        if (!SyntaxFactory.IsCompleteSubmission(tree))
            return new CodeCompleteness(CompletenessStatus.Incomplete, Indent(code));
        var errors = tree.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToArray();
        if (errors.Any(error => error.Id == UnterminatedRawString))
            return new CodeCompleteness(CompletenessStatus.Incomplete);
        return new CodeCompleteness(errors is [] ? CompletenessStatus.Complete : CompletenessStatus.Invalid);
    }

    /// <summary>That of the last line, and a step more where it opens something.</summary>
    private static string Indent(string code)
    {
        string last = code.TrimEnd('\r', '\n').Split('\n', '\r')[^1].TrimEnd();
        string indent = last[..(last.Length - last.TrimStart().Length)];
        bool opens = last.EndsWith('{') || last.EndsWith('(') || last.EndsWith('[') || last.EndsWith("=>", StringComparison.Ordinal);
        return opens ? indent + Step : indent;
    }
}
