using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DistLab.Cli.Site;

/// <summary>
/// Colours C# by its syntax tree alone: k keyword, t type, s string, n number, c comment. Names are taken for types
/// where the grammar says so, and before a dot when they are capitalised, which is how C# is written.
/// </summary>
internal static partial class CSharpHighlighter
{
    private static readonly CSharpParseOptions Script = CSharpParseOptions.Default.WithKind(SourceCodeKind.Script);

    /// <summary>The code as HTML; its text is the code itself, escaped.</summary>
    public static string Highlight(string code)
    {
        // Lines of the notebook's dialect (#!time, #r) are not C#: the parser sees blanks of the same length.
        var foreign = DialectLine().Matches(code).Select(m => new TextSpan(m.Index, m.Length)).ToList();
        var spans = foreign.Select(span => (span, "c")).ToList();
        var parsed = new StringBuilder(code);
        foreach (var span in foreign)
            for (var i = span.Start; i < span.End; i++) parsed[i] = ' ';

        foreach (var token in CSharpSyntaxTree.ParseText(parsed.ToString(), Script).GetRoot().DescendantTokens(descendIntoTrivia: false))
        {
            AddTrivia(spans, token.LeadingTrivia);
            if (token.Span.Length > 0 && ClassOf(token) is { } kind) spans.Add((token.Span, kind));
            AddTrivia(spans, token.TrailingTrivia);
        }
        return Write(code, spans);
    }

    private static void AddTrivia(List<(TextSpan, string)> spans, SyntaxTriviaList trivia)
    {
        foreach (var piece in trivia)
        {
            if (!piece.IsKind(SyntaxKind.WhitespaceTrivia) && !piece.IsKind(SyntaxKind.EndOfLineTrivia) && !piece.IsKind(SyntaxKind.SkippedTokensTrivia))
                spans.Add((piece.Span, "c"));
        }
    }

    private static string? ClassOf(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.NumericLiteralToken => "n",
        SyntaxKind.CharacterLiteralToken or SyntaxKind.StringLiteralToken or SyntaxKind.Utf8StringLiteralToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
            or SyntaxKind.Utf8SingleLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken
            or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedVerbatimStringStartToken
            or SyntaxKind.InterpolatedStringEndToken or SyntaxKind.InterpolatedSingleLineRawStringStartToken
            or SyntaxKind.InterpolatedMultiLineRawStringStartToken or SyntaxKind.InterpolatedRawStringEndToken => "s",
        SyntaxKind.IdentifierToken => IsWordOfTheLanguage(token) ? "k" : IsType(token) ? "t" : null,
        _ => token.IsKeyword() || token.IsContextualKeyword() ? "k" : null,
    };

    private static bool IsWordOfTheLanguage(SyntaxToken token) =>
        token.Text is "var" or "nameof" or "dynamic" or "nint" or "nuint" && token.Parent is IdentifierNameSyntax { Parent: not MemberAccessExpressionSyntax };

    private static bool IsType(SyntaxToken token) => token.Parent switch
    {
        BaseTypeDeclarationSyntax or DelegateDeclarationSyntax or TypeParameterSyntax or ConstructorDeclarationSyntax => true,
        GenericNameSyntax generic => generic.Parent is not (MemberAccessExpressionSyntax or InvocationExpressionSyntax or MemberBindingExpressionSyntax)
                                     || IsBeforeDot(generic),
        IdentifierNameSyntax name => IsTypeName(name),
        _ => false,
    };

    private static bool IsTypeName(IdentifierNameSyntax name) => name.Parent switch
    {
        QualifiedNameSyntax qualified => qualified.Right == name && qualified.Parent is not (UsingDirectiveSyntax or BaseNamespaceDeclarationSyntax),
        UsingDirectiveSyntax or NameColonSyntax or NameEqualsSyntax => false,
        MemberAccessExpressionSyntax => IsBeforeDot(name) && IsCapitalised(name),
        ObjectCreationExpressionSyntax creation => creation.Type == name,
        VariableDeclarationSyntax or ParameterSyntax or TypeArgumentListSyntax or ArrayTypeSyntax or NullableTypeSyntax
            or BaseTypeSyntax or TypeOfExpressionSyntax or DeclarationPatternSyntax or TypePatternSyntax or RecursivePatternSyntax
            or MethodDeclarationSyntax or LocalFunctionStatementSyntax or PropertyDeclarationSyntax or TypeConstraintSyntax
            or TupleElementSyntax or CatchDeclarationSyntax or DefaultExpressionSyntax or RefTypeSyntax or AttributeSyntax => true,
        ForEachStatementSyntax loop => loop.Type == name,
        CastExpressionSyntax cast => cast.Type == name,
        BinaryExpressionSyntax binary => binary.IsKind(SyntaxKind.IsExpression) && binary.Right == name,
        ConstantPatternSyntax => IsCapitalised(name),
        _ => false,
    };

    private static bool IsBeforeDot(SimpleNameSyntax name) => name.Parent is MemberAccessExpressionSyntax access && access.Expression == name;

    private static bool IsCapitalised(IdentifierNameSyntax name) => char.IsUpper(name.Identifier.Text[0]);

    private static string Write(string code, List<(TextSpan Span, string Kind)> spans)
    {
        var html = new StringBuilder();
        var at = 0;
        foreach (var (span, kind) in spans.OrderBy(s => s.Span.Start))
        {
            if (span.Start < at) continue;
            html.Append(Html.Escape(code[at..span.Start])).Append("<span class=\"").Append(kind).Append("\">")
                .Append(Html.Escape(code[span.Start..span.End])).Append("</span>");
            at = span.End;
        }
        return html.Append(Html.Escape(code[at..])).ToString();
    }

    [GeneratedRegex(@"^[ \t]*#(?:!|r\b|load\b|i\b)[^\r\n]*", RegexOptions.Multiline)]
    private static partial Regex DialectLine();
}
