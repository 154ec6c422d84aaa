using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DistLab.Kernel;

/// <summary>The methods that a call may mean, complete or not.</summary>
internal static class CalledMethods
{
    /// <summary>The overload that is called, if that is clear, then the others.</summary>
    /// <param name="model">The meaning of the code.</param>
    /// <param name="call">A call, a creation of an object, or a constructor's call of another.</param>
    internal static IReadOnlyList<IMethodSymbol> Of(SemanticModel model, SyntaxNode call)
    {
        var info = model.GetSymbolInfo(call);
        IEnumerable<ISymbol?> group = call switch
        {
            InvocationExpressionSyntax invocation => Group(model, invocation.Expression),
            ObjectCreationExpressionSyntax creation => Constructors(model.GetSymbolInfo(creation.Type).Symbol as INamedTypeSymbol),
            ImplicitObjectCreationExpressionSyntax created => Constructors(model.GetTypeInfo(created).Type as INamedTypeSymbol),
            _ => [],
        };
        IMethodSymbol[] methods =
        [
            .. new[] { info.Symbol }.Concat(info.CandidateSymbols).Concat(group)
                .OfType<IMethodSymbol>().DistinctBy(method => (method.ReducedFrom ?? method).OriginalDefinition, SymbolEqualityComparer.Default),
        ];
        // What is called on a type is no extension method of its values.
        return methods is [{ IsStatic: true, ReducedFrom: null }, ..] ? [.. methods.Where(method => method.ReducedFrom is null)] : methods;
    }

    private static IEnumerable<ISymbol> Group(SemanticModel model, ExpressionSyntax called)
    {
        var group = model.GetMemberGroup(called);
        // The call of a delegate.
        return group.IsEmpty && model.GetTypeInfo(called).Type is INamedTypeSymbol { DelegateInvokeMethod: { } invoke } ? [invoke] : group;
    }

    private static IEnumerable<ISymbol> Constructors(INamedTypeSymbol? type) =>
        type?.InstanceConstructors.Where(constructor => constructor.DeclaredAccessibility == Accessibility.Public) ?? [];
}
