using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DistLab.Kernel;

/// <summary>Tells whether a cell's text can be run as it stands.</summary>
internal static class CellCompleteness
{
    private const string Step = "    ";

    internal static CodeCompleteness Of(string code)
    {
        string csharp = DirectiveLines.Blank(code, out bool otherLanguageLast);
        if (otherLanguageLast)
            return new CodeCompleteness(CompletenessStatus.Complete);
        var tree = CSharpSyntaxTree.ParseText(csharp, CSharpSession.ParseOptions);
        if (!SyntaxFactory.IsCompleteSubmission(tree))
            return new CodeCompleteness(CompletenessStatus.Incomplete, Indent(code));
        return tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            ? new CodeCompleteness(CompletenessStatus.Invalid)
            : new CodeCompleteness(CompletenessStatus.Complete);
    }

    /// <summary>That of the last line, and a step more where it opens something.</summary>
    private static string Indent(string code)
    {
        string last = code.TrimEnd('\r', '\n').Split('\n')[^1].TrimEnd();
        string indent = last[..(last.Length - last.TrimStart().Length)];
        return last.EndsWith('{') || last.EndsWith('(') || last.EndsWith("=>", StringComparison.Ordinal) ? indent + Step : indent;
    }
}
