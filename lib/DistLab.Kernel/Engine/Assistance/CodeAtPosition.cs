using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DistLab.Kernel;

/// <summary>A cell's text that is being written, and the place in it that is asked about.</summary>
internal sealed class CodeAtPosition
{
    private const string Placeholder = "_";

    private readonly Lazy<SemanticModel> _model;

    /// <param name="session">What is known already.</param>
    /// <param name="code">The text.</param>
    /// <param name="position">The place; one outside the text counts as its nearer end.</param>
    /// <param name="completing">Whether a name is to be put there.</param>
    internal CodeAtPosition(CSharpSession session, string code, int position, bool completing)
    {
        Code = code;
        Position = Math.Clamp(position, 0, code.Length);
        Line = CurrentLine();
        string csharp = DirectiveLines.Blank(code, Position, out bool isCSharp);
        IsCSharp = isCSharp;
        WordStart = Position;
        while (WordStart > 0 && SyntaxFacts.IsIdentifierPartCharacter(code[WordStart - 1]))
            WordStart--;
        // With a name there, the place belongs to what surrounds it, such as a block that is not closed yet.
        if (completing && WordStart == Position && IsCSharp)
            csharp = csharp.Insert(Position, Placeholder);
        Tree = CSharpSyntaxTree.ParseText(csharp, CSharpSession.ParseOptions);
        Root = Tree.GetCompilationUnitRoot();
        _model = new(() => session.Compilation(Tree).GetSemanticModel(Tree));
    }

    internal string Code { get; }

    /// <summary>The place, within the text.</summary>
    internal int Position { get; }

    /// <summary>The line up to the place.</summary>
    internal string Line { get; }

    /// <summary>Whether the place is among C#.</summary>
    internal bool IsCSharp { get; }

    /// <summary>Where the name begins that is being written.</summary>
    internal int WordStart { get; }

    /// <summary>The part of the name that is written already.</summary>
    internal string Prefix => Code[WordStart..Position];

    internal SyntaxTree Tree { get; }

    internal SyntaxNode Root { get; }

    internal SemanticModel Model => _model.Value;

    /// <summary>Whether the place is in a comment, a text or a number, or in code that is switched off.</summary>
    internal bool IsInert
    {
        get
        {
            var trivia = Root.FindTrivia(Math.Max(0, Position - 1), findInsideTrivia: false);
            if (trivia.IsKind(SyntaxKind.DisabledTextTrivia) || trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || IsInside(trivia.Span, trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)))
                return true;
            var token = Root.FindToken(Math.Max(0, Position - 1));
            return token.Kind() switch
            {
                SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.Utf8StringLiteralToken
                    or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken =>
                    token.SpanStart < Position && (Position < token.Span.End || token.ContainsDiagnostics),
                SyntaxKind.InterpolatedStringTextToken => true,
                SyntaxKind.NumericLiteralToken => token.Span.End >= Position,
                _ => false,
            };
        }
    }

    /// <summary>The token before the name that is being written.</summary>
    internal SyntaxToken TokenBefore
    {
        get
        {
            var token = Root.FindToken(WordStart);
            while (token.SpanStart >= WordStart && !token.IsKind(SyntaxKind.None))
                token = token.GetPreviousToken(includeZeroWidth: false);
            return token;
        }
    }

    private bool IsInside(Microsoft.CodeAnalysis.Text.TextSpan span, bool counts) => counts && span.Start < Position && Position < span.End;

    private string CurrentLine()
    {
        int start = Position == 0 ? 0 : Code.LastIndexOfAny(['\n', '\r'], Position - 1) + 1;
        return Code[start..Position];
    }
}
