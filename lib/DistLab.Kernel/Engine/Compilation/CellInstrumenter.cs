using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace DistLab.Kernel;

/// <summary>
/// Puts calls of <see cref="CellGuard"/> into the code of a cell: at the start of methods and lambdas, in loops, around what is
/// awaited. No line is added, so that places in error messages and stack traces stay right.
/// </summary>
/// <param name="model">Tells what lambdas without braces are converted to.</param>
internal sealed class CellInstrumenter(Lazy<SemanticModel> model) : ConsoleRewriter
{
    private static readonly StatementSyntax Loop = ParseStatement($"{Guard}.{nameof(CellGuard.Loop)}();");
    private static readonly StatementSyntax Enter = ParseStatement($"{Guard}.{nameof(CellGuard.Enter)}();");
    private static readonly ExpressionSyntax Await = ParseExpression($"{Guard}.{nameof(CellGuard.Await)}");

    public override SyntaxNode? VisitWhileStatement(WhileStatementSyntax node)
    {
        var visited = (WhileStatementSyntax)base.VisitWhileStatement(node)!;
        return visited.WithStatement(With(Loop, visited.Statement));
    }

    public override SyntaxNode? VisitDoStatement(DoStatementSyntax node)
    {
        var visited = (DoStatementSyntax)base.VisitDoStatement(node)!;
        return visited.WithStatement(With(Loop, visited.Statement));
    }

    public override SyntaxNode? VisitForStatement(ForStatementSyntax node)
    {
        var visited = (ForStatementSyntax)base.VisitForStatement(node)!;
        return visited.WithStatement(With(Loop, visited.Statement));
    }

    public override SyntaxNode? VisitForEachStatement(ForEachStatementSyntax node)
    {
        var visited = (ForEachStatementSyntax)base.VisitForEachStatement(node)!;
        return visited.WithStatement(With(Loop, visited.Statement));
    }

    public override SyntaxNode? VisitForEachVariableStatement(ForEachVariableStatementSyntax node)
    {
        var visited = (ForEachVariableStatementSyntax)base.VisitForEachVariableStatement(node)!;
        return visited.WithStatement(With(Loop, visited.Statement));
    }

    public override SyntaxNode? VisitGotoStatement(GotoStatementSyntax node) =>
        node.IsKind(SyntaxKind.GotoStatement) ? With(Loop, node) : node;

    public override SyntaxNode? VisitAwaitExpression(AwaitExpressionSyntax node)
    {
        var visited = (AwaitExpressionSyntax)base.VisitAwaitExpression(node)!;
        var operand = InvocationExpression(Await, ArgumentList(SingletonSeparatedList(Argument(visited.Expression.WithoutTrivia()))));
        return visited.WithExpression(operand.WithTriviaFrom(visited.Expression));
    }

    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        var visited = (MethodDeclarationSyntax)base.VisitMethodDeclaration(node)!;
        return visited switch
        {
            { Body: { } body } => visited.WithBody(With(Enter, body)),
            { ExpressionBody: { } arrow } => visited.WithExpressionBody(null).WithSemicolonToken(default)
                .WithBody(Body(arrow, ReturnsNothing(visited.ReturnType, visited.Modifiers), visited.SemicolonToken)),
            _ => visited,
        };
    }

    public override SyntaxNode? VisitLocalFunctionStatement(LocalFunctionStatementSyntax node)
    {
        var visited = (LocalFunctionStatementSyntax)base.VisitLocalFunctionStatement(node)!;
        return visited switch
        {
            { Body: { } body } => visited.WithBody(With(Enter, body)),
            { ExpressionBody: { } arrow } => visited.WithExpressionBody(null).WithSemicolonToken(default)
                .WithBody(Body(arrow, ReturnsNothing(visited.ReturnType, visited.Modifiers), visited.SemicolonToken)),
            _ => visited,
        };
    }

    public override SyntaxNode? VisitConstructorDeclaration(ConstructorDeclarationSyntax node)
    {
        var visited = (ConstructorDeclarationSyntax)base.VisitConstructorDeclaration(node)!;
        return visited.Body is { } body ? visited.WithBody(With(Enter, body)) : visited;
    }

    public override SyntaxNode? VisitOperatorDeclaration(OperatorDeclarationSyntax node)
    {
        var visited = (OperatorDeclarationSyntax)base.VisitOperatorDeclaration(node)!;
        return visited.Body is { } body ? visited.WithBody(With(Enter, body)) : visited;
    }

    public override SyntaxNode? VisitAccessorDeclaration(AccessorDeclarationSyntax node)
    {
        var visited = (AccessorDeclarationSyntax)base.VisitAccessorDeclaration(node)!;
        return visited switch
        {
            { Body: { } body } => visited.WithBody(With(Enter, body)),
            { ExpressionBody: { } arrow } => visited.WithExpressionBody(null).WithSemicolonToken(default)
                .WithBody(Body(arrow, !visited.Keyword.IsKind(SyntaxKind.GetKeyword), visited.SemicolonToken)),
            _ => visited,
        };
    }

    public override SyntaxNode? VisitPropertyDeclaration(PropertyDeclarationSyntax node)
    {
        var visited = (PropertyDeclarationSyntax)base.VisitPropertyDeclaration(node)!;
        if (visited.ExpressionBody is not { } arrow)
            return visited;
        var getter = AccessorDeclaration(SyntaxKind.GetAccessorDeclaration, Body(arrow, returnsNothing: false, visited.SemicolonToken));
        return visited.WithExpressionBody(null).WithSemicolonToken(default).WithAccessorList(AccessorList(SingletonList(getter)));
    }

    public override SyntaxNode? VisitAnonymousMethodExpression(AnonymousMethodExpressionSyntax node)
    {
        var visited = (AnonymousMethodExpressionSyntax)base.VisitAnonymousMethodExpression(node)!;
        return visited.WithBlock(With(Enter, visited.Block));
    }

    public override SyntaxNode? VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node)
    {
        if (IsExpressionTree(node, out bool returnsNothing))
            return node;
        var visited = (SimpleLambdaExpressionSyntax)base.VisitSimpleLambdaExpression(node)!;
        return visited.Block is { } block
            ? visited.WithBlock(With(Enter, block))
            : visited.WithExpressionBody(null).WithBlock(Body(visited.ExpressionBody!, returnsNothing));
    }

    public override SyntaxNode? VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node)
    {
        if (IsExpressionTree(node, out bool returnsNothing))
            return node;
        var visited = (ParenthesizedLambdaExpressionSyntax)base.VisitParenthesizedLambdaExpression(node)!;
        return visited.Block is { } block
            ? visited.WithBlock(With(Enter, block))
            : visited.WithExpressionBody(null).WithBlock(Body(visited.ExpressionBody!, returnsNothing));
    }

    /// <summary>Whether a lambda is data, not code; what is not understood is left alone likewise.</summary>
    private bool IsExpressionTree(LambdaExpressionSyntax lambda, out bool returnsNothing)
    {
        returnsNothing = false;
        if (lambda.Block is not null)
            return false;
        if (model.Value.GetSymbolInfo(lambda).Symbol is not IMethodSymbol method)
            return true;
        returnsNothing = method.ReturnsVoid || (method.IsAsync && method.ReturnType is INamedTypeSymbol { IsGenericType: false });
        return model.Value.GetTypeInfo(lambda).ConvertedType is not INamedTypeSymbol { TypeKind: TypeKind.Delegate };
    }

    private static bool ReturnsNothing(TypeSyntax type, SyntaxTokenList modifiers) => type switch
    {
        PredefinedTypeSyntax predefined => predefined.Keyword.IsKind(SyntaxKind.VoidKeyword),
        QualifiedNameSyntax qualified => ReturnsNothing(qualified.Right, modifiers),
        IdentifierNameSyntax name => modifiers.Any(SyntaxKind.AsyncKeyword) && name.Identifier.Text is "Task" or "ValueTask",
        _ => false,
    };

    private static BlockSyntax Body(ArrowExpressionClauseSyntax arrow, bool returnsNothing, SyntaxToken semicolon) =>
        Body(arrow.Expression, returnsNothing)
            .WithLeadingTrivia(arrow.ArrowToken.LeadingTrivia.AddRange(arrow.ArrowToken.TrailingTrivia))
            .WithTrailingTrivia(semicolon.TrailingTrivia);

    private static BlockSyntax Body(ExpressionSyntax expression, bool returnsNothing)
    {
        StatementSyntax statement = expression switch
        {
            ThrowExpressionSyntax thrown => ThrowStatement(thrown.ThrowKeyword, thrown.Expression, Token(SyntaxKind.SemicolonToken)),
            _ when returnsNothing => ExpressionStatement(expression),
            _ => ReturnStatement(Token(SyntaxKind.ReturnKeyword).WithTrailingTrivia(Space), expression, Token(SyntaxKind.SemicolonToken)),
        };
        return Block(Enter, statement);
    }

    private static BlockSyntax With(StatementSyntax guard, BlockSyntax block) => block.WithStatements(block.Statements.Insert(0, guard));

    private static BlockSyntax With(StatementSyntax guard, StatementSyntax statement) =>
        statement is BlockSyntax block ? With(guard, block) : Block(guard, statement);
}
