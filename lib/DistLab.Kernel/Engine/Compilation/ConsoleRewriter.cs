using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DistLab.Kernel;

/// <summary>Has <see cref="Console.Clear"/>, which knows only terminals, remove what the cell has put out.</summary>
internal class ConsoleRewriter : CSharpSyntaxRewriter
{
    /// <summary>The class whose methods stand in the rewritten code.</summary>
    protected static readonly string Guard = "global::" + typeof(CellGuard).FullName;

    private static readonly ExpressionSyntax Clear = SyntaxFactory.ParseExpression($"{Guard}.{nameof(CellGuard.Clear)}");

    public override SyntaxNode? VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        var visited = (InvocationExpressionSyntax)base.VisitInvocationExpression(node)!;
        return visited.Expression.ToString() is "Console.Clear" or "System.Console.Clear" && visited.ArgumentList.Arguments is []
            ? visited.WithExpression(Clear.WithTriviaFrom(visited.Expression))
            : visited;
    }
}
