using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DistLab.Kernel;

/// <summary>Completion and inspection of a cell's text against the session.</summary>
internal sealed class CodeAssistant(CSharpEngine engine)
{
    internal CompletionList Complete(string code, int position)
    {
        position = Math.Clamp(position, 0, code.Length);
        int start = position;
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(code[start - 1]))
            start--;
        string prefix = code[start..position];
        var model = Model(code, out var root);
        var token = root.FindToken(start > 0 ? start - 1 : 0);
        ITypeSymbol? container = null;
        if (token.IsKind(SyntaxKind.DotToken) && token.Parent is MemberAccessExpressionSyntax access)
            container = model.GetTypeInfo(access.Expression).Type ?? model.GetSymbolInfo(access.Expression).Symbol as ITypeSymbol;
        var items = model.LookupSymbols(start, container, includeReducedExtensionMethods: true)
            .Where(symbol => symbol.CanBeReferencedByName && symbol.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .GroupBy(symbol => symbol.Name)
            .Select(group => new CompletionItem(group.Key, CompletionKind.Method, group.First().ToDisplayString()))
            .ToList();
        return new CompletionList(items, start, position);
    }

    internal MimeBundle? Inspect(string code, int position)
    {
        position = Math.Clamp(position, 0, code.Length);
        var model = Model(code, out var root);
        var node = root.FindToken(position).Parent;
        var symbol = node is null ? null : model.GetSymbolInfo(node).Symbol;
        return symbol is null ? null : MimeBundle.Of(MimeTypes.Plain, symbol.ToDisplayString());
    }

    private SemanticModel Model(string code, out SyntaxNode root)
    {
        var tree = CSharpSyntaxTree.ParseText(DirectiveLines.Blank(code, out _), CSharpSession.ParseOptions);
        root = tree.GetRoot();
        return engine.Session.Compilation(tree).GetSemanticModel(tree);
    }
}
