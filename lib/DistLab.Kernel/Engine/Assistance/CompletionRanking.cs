using System.ComponentModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DistLab.Kernel;

/// <summary>Makes a list of candidates: those that fit what is written already, one per name, the likelier ones first.</summary>
internal static class CompletionRanking
{
    private static readonly SymbolDisplayFormat Described = SymbolDisplayFormat.MinimallyQualifiedFormat
        .WithKindOptions(SymbolDisplayKindOptions.IncludeTypeKeyword | SymbolDisplayKindOptions.IncludeNamespaceKeyword)
        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeConstantValue);

    private const int Humps = 2;
    private const int Misfit = 3;

    /// <summary>Up to this rank a candidate comes before others that are written like the prefix in capitals and small letters too.</summary>
    private const int Near = 2;

    internal static IReadOnlyList<CompletionItem> Rank(IEnumerable<SymbolCompletion.Candidate> candidates, string prefix) =>
    [
        .. candidates
            .Where(candidate => Quality(candidate.Name, prefix) < Misfit)
            .GroupBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Select(group => group.Where(candidate => candidate.Symbol is null || IsMeantToBeSeen(candidate.Symbol)).ToArray())
            .Where(group => group.Length > 0)
            .OrderBy(group => Quality(group[0].Name, prefix) == Humps)
            .ThenBy(group => group.Min(candidate => candidate.Rank) > Near)
            .ThenBy(group => Quality(group[0].Name, prefix))
            .ThenBy(group => group.Min(candidate => candidate.Rank))
            .ThenBy(group => group[0].Name, StringComparer.OrdinalIgnoreCase)
            .ThenBy(group => group[0].Name, StringComparer.Ordinal)
            .Select(Item),
    ];

    /// <summary>0 for the very beginning of the name, 1 if the letters' case differs, 2 for the first letters of its parts.</summary>
    internal static int Quality(string name, string prefix)
    {
        if (name.StartsWith(prefix, StringComparison.Ordinal))
            return 0;
        if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            return 1;
        return prefix.Length > 1 && prefix.Any(char.IsUpper) && HasHumps(name, prefix) ? Humps : Misfit;
    }

    /// <summary><c>WrL</c> and <c>WL</c> stand for WriteLine: each capital begins a part of the name.</summary>
    private static bool HasHumps(string name, string prefix)
    {
        int at = 0;
        for (int i = 0; i < prefix.Length; i++)
        {
            if (at < name.Length && name[at] == prefix[i])
                at++;
            else if (char.IsUpper(prefix[i]) && name.IndexOf(prefix[i], Math.Min(at, name.Length)) is >= 0 and var next)
                at = next + 1;
            else
                return false;
        }
        return true;
    }

    private static CompletionItem Item(SymbolCompletion.Candidate[] group)
    {
        var best = group.MinBy(candidate => candidate.Rank)!;
        if (best.Symbol is null)
            return new CompletionItem(best.Name, CompletionKind.Keyword, "");
        bool named = best.Name.EndsWith(':');
        string text = named || SyntaxFacts.GetKeywordKind(best.Name) == SyntaxKind.None ? best.Name : "@" + best.Name;
        int overloads = group.Count(candidate => candidate.Symbol is IMethodSymbol) - 1;
        string more = overloads switch { <= 0 => "", 1 => " (+ 1 overload)", _ => $" (+ {overloads} overloads)" };
        return new CompletionItem(text, Kind(best.Symbol), best.Symbol.ToDisplayString(Described) + more);
    }

    private static bool IsMeantToBeSeen(ISymbol symbol)
    {
        if (symbol.Name.Contains('<') || symbol.IsImplicitlyDeclared && symbol is IFieldSymbol or IMethodSymbol { MethodKind: MethodKind.LambdaMethod })
            return false;
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute is { AttributeClass.Name: nameof(EditorBrowsableAttribute), ConstructorArguments: [{ Value: (int)EditorBrowsableState.Never }] })
                return false;
        }
        return true;
    }

    private static CompletionKind Kind(ISymbol symbol) => symbol switch
    {
        ILocalSymbol or IParameterSymbol or IRangeVariableSymbol => CompletionKind.Variable,
        IFieldSymbol { ContainingType.IsScriptClass: true } => CompletionKind.Variable,
        IFieldSymbol => CompletionKind.Field,
        IPropertySymbol => CompletionKind.Property,
        IEventSymbol => CompletionKind.Event,
        IMethodSymbol => CompletionKind.Method,
        INamespaceSymbol => CompletionKind.Namespace,
        ITypeParameterSymbol => CompletionKind.TypeParameter,
        ITypeSymbol type => type.TypeKind switch
        {
            TypeKind.Struct => CompletionKind.Struct,
            TypeKind.Interface => CompletionKind.Interface,
            TypeKind.Enum => CompletionKind.Enum,
            TypeKind.Delegate => CompletionKind.Delegate,
            _ => CompletionKind.Class,
        },
        _ => CompletionKind.Variable,
    };
}
