using System.Runtime.ExceptionServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DistLab.Kernel;

/// <summary>
/// Keeps code from the compiler that is nested or chained so deeply that the compiler would overflow the stack, which ends the
/// process: in several places it recurses without looking for the end. What is let through needs a stack of
/// <see cref="StackSize"/> at most.
/// </summary>
internal static class CodeLimits
{
    /// <summary>How deeply brackets may be nested: far more than anybody writes.</summary>
    private const int DeepestNesting = 300;

    /// <summary>How many tokens may follow each other without a comma or a semicolon, not counting those inside brackets.</summary>
    private const int LongestChain = 5_000;

    private const int MostInterpolatedStrings = 2_000;

    private const int StackSize = 64 * 1024 * 1024;

    // Documentation comments are counted here before they are parsed, for their parser recurses too.
    private static readonly CSharpParseOptions Options = CSharpSession.ParseOptions.WithDocumentationMode(DocumentationMode.None);

    /// <summary>Runs a piece of the compiler's work on a stack that is deep enough for all code within the limits.</summary>
    /// <exception cref="InsufficientExecutionStackException">The code is beyond the limits.</exception>
    internal static T Run<T>(string code, Func<T> work)
    {
        T result = default!;
        Exception? thrown = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    if (AreExceeded(code))
                        throw new InsufficientExecutionStackException();
                    result = work();
                }
                catch (Exception e)
                {
                    thrown = e;
                }
            },
            StackSize)
        {
            IsBackground = true,
            Name = "compiler",
        };
        thread.Start();
        thread.Join();
        if (thrown is not null)
            ExceptionDispatchInfo.Throw(thrown);
        return result;
    }

    /// <summary>Whether code is nested or chained too deeply.</summary>
    internal static bool AreExceeded(string code)
    {
        // Short code cannot be; that spares nearly all cells the reading of their tokens.
        if (code.Length < DeepestNesting)
            return false;
        if (code.AsSpan().Count("$\"") + code.AsSpan().Count("@\"") > MostInterpolatedStrings)
            return true;
        var chains = new Stack<int>([0]);
        int angles = 0;
        foreach (var token in SyntaxFactory.ParseTokens(code, options: Options))
        {
            int chain = chains.Pop() + 1;
            switch (token.Kind())
            {
                case SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken or SyntaxKind.OpenBraceToken:
                    chains.Push(chain);
                    chain = 0;
                    break;
                case SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken or SyntaxKind.CloseBraceToken:
                    chain = chains.Count > 0 ? chains.Pop() : chain;
                    break;
                case SyntaxKind.CommaToken or SyntaxKind.SemicolonToken:
                    chain = 0;
                    break;
            }
            chains.Push(chain);
            angles = Angles(token, angles);
            if (chain > LongestChain || chains.Count + angles > DeepestNesting || HasDeepComment(token))
                return true;
        }
        return false;
    }

    /// <summary>How many lists of types may be open: a semicolon or a bracket that closes shows that they were comparisons.</summary>
    private static int Angles(SyntaxToken token, int open) => token.Kind() switch
    {
        SyntaxKind.LessThanToken => open + 1,
        SyntaxKind.GreaterThanToken => Math.Max(0, open - 1),
        SyntaxKind.SemicolonToken or SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken or SyntaxKind.CloseBraceToken => 0,
        _ => open,
    };

    private static bool HasDeepComment(SyntaxToken token) =>
        token.HasLeadingTrivia && token.LeadingTrivia.FullSpan.Length > DeepestNesting
        && token.LeadingTrivia.Where(IsDocumentation).Sum(trivia => trivia.ToString().Count(c => c == '<')) > DeepestNesting;

    private static bool IsDocumentation(SyntaxTrivia trivia) => trivia.ToString() is ['/', '/' or '*', '/' or '*', ..];
}
