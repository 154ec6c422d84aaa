using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DistLab.Kernel;

/// <summary>Finds the names of C# that can stand at a place, with how near they lie: 0 is nearest.</summary>
internal sealed class SymbolCompletion(CodeAtPosition place)
{
    private const int NearMember = 0;
    private const int InheritedMember = 1;
    private const int ExtensionMethod = 2;
    private const int ObjectMember = 3;

    private const int Local = 0;
    private const int OfSession = 1;
    private const int Helper = 2;
    private const int TypeOfSession = 3;
    private const int Keyword = 4;
    private const int Elsewhere = 5;

    private readonly SyntaxToken _before = place.TokenBefore;
    private readonly List<Candidate> _found = [];

    /// <summary>All that fit, whatever is written of the name already.</summary>
    internal IReadOnlyList<Candidate> Find()
    {
        if (IsNewName())
            return [];
        if (Qualifier() is { } qualifier)
        {
            AddMembers(qualifier);
            return _found;
        }
        AddAssignable();
        AddNamedArguments();
        AddScope();
        return _found;
    }

    /// <summary>Whether a new thing is being named, for which no known name helps.</summary>
    private bool IsNewName()
    {
        var token = place.Root.FindToken(place.WordStart);
        // A line that is not finished yet is read as one with the line below it.
        bool startsLine = place.Line.Trim().Length == place.Prefix.Length;
        if (token.SpanStart != place.WordStart || !token.IsKind(SyntaxKind.IdentifierToken) || place.Prefix.Length == 0 || startsLine)
            return false;
        return token.Parent is VariableDeclaratorSyntax or SingleVariableDesignationSyntax or ForEachStatementSyntax or CatchDeclarationSyntax
            or ParameterSyntax { Type: not null } or TypeParameterSyntax or MethodDeclarationSyntax or LocalFunctionStatementSyntax
            or BaseTypeDeclarationSyntax or PropertyDeclarationSyntax or EnumMemberDeclarationSyntax;
    }

    /// <summary>What stands before the dot; null where no dot does.</summary>
    private SyntaxNode? Qualifier() => _before.Kind() is SyntaxKind.DotToken or SyntaxKind.MinusGreaterThanToken or SyntaxKind.ColonColonToken
        ? _before.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression,
            QualifiedNameSyntax name => name.Left,
            AliasQualifiedNameSyntax alias => alias.Alias,
            MemberBindingExpressionSyntax binding => binding.Ancestors().OfType<ConditionalAccessExpressionSyntax>().FirstOrDefault()?.Expression,
            _ => null,
        }
        : null;

    private void AddMembers(SyntaxNode qualifier)
    {
        var (symbol, type) = Meaning(qualifier);
        if (symbol is INamespaceOrTypeSymbol container)
            AddStatic(container);
        if (type is IDynamicTypeSymbol)
            return;
        // A variable that is named like its type may stand for either.
        if (type is not null and not IErrorTypeSymbol && symbol is not INamespaceOrTypeSymbol)
            AddInstance(type is IPointerTypeSymbol pointer ? pointer.PointedAtType : type, _before.Parent is MemberBindingExpressionSyntax);
        if (qualifier is IdentifierNameSyntax && symbol is not INamespaceOrTypeSymbol && type is INamedTypeSymbol named && named.Name == symbol?.Name)
            AddStatic(named);
    }

    private (ISymbol? Symbol, ITypeSymbol? Type) Meaning(SyntaxNode qualifier)
    {
        var symbol = place.Model.GetSymbolInfo(qualifier).Symbol;
        var type = place.Model.GetTypeInfo(qualifier).Type;
        if (symbol is not null || type is not (null or IErrorTypeSymbol) || qualifier is not NameSyntax)
            return (symbol, type);
        // "x." on a line of its own is read as the beginning of a declaration together with the line below it.
        var expression = SyntaxFactory.ParseExpression(qualifier.ToString());
        return (
            place.Model.GetSpeculativeSymbolInfo(qualifier.SpanStart, expression, SpeculativeBindingOption.BindAsExpression).Symbol,
            place.Model.GetSpeculativeTypeInfo(qualifier.SpanStart, expression, SpeculativeBindingOption.BindAsExpression).Type);
    }

    private void AddStatic(INamespaceOrTypeSymbol container)
    {
        bool namesOnly = _before.Parent is QualifiedNameSyntax && _before.Parent.FirstAncestorOrSelf<UsingDirectiveSyntax>() is not null;
        foreach (var symbol in place.Model.LookupSymbols(place.WordStart, container))
        {
            bool isName = symbol is INamespaceOrTypeSymbol;
            if (isName || (symbol.IsStatic && !namesOnly))
                Add(symbol, SymbolEqualityComparer.Default.Equals(symbol.ContainingType, container) || isName ? NearMember : InheritedMember);
        }
    }

    private void AddInstance(ITypeSymbol type, bool conditional)
    {
        if (conditional && type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];
        foreach (var symbol in place.Model.LookupSymbols(place.WordStart, type, includeReducedExtensionMethods: true))
        {
            if (symbol is INamespaceOrTypeSymbol || symbol.IsStatic)
                continue;
            int rank = symbol switch
            {
                IMethodSymbol { ReducedFrom: not null } => ExtensionMethod,
                _ when symbol.ContainingType?.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType => ObjectMember,
                _ when SymbolEqualityComparer.Default.Equals(symbol.ContainingType, type) => NearMember,
                _ => InheritedMember,
            };
            Add(symbol, rank);
        }
    }

    /// <summary>In <c>new T { … }</c> and <c>x with { … }</c>: what can be set there.</summary>
    private void AddAssignable()
    {
        if (_before.Kind() is not (SyntaxKind.OpenBraceToken or SyntaxKind.CommaToken) || _before.Parent is not InitializerExpressionSyntax initializer)
            return;
        // A name alone in braces is read as an item of a collection as long as no = follows it.
        if (initializer.Parent is not { } created || created is not (BaseObjectCreationExpressionSyntax or WithExpressionSyntax))
            return;
        if (place.Model.GetTypeInfo(created).Type is not { } type)
            return;
        foreach (var symbol in place.Model.LookupSymbols(place.WordStart, type))
        {
            if (symbol is IPropertySymbol { SetMethod: not null, IsStatic: false, IsIndexer: false } or IFieldSymbol { IsReadOnly: false, IsStatic: false })
                Add(symbol, Local);
        }
    }

    private void AddNamedArguments()
    {
        if (_before.Kind() is not (SyntaxKind.OpenParenToken or SyntaxKind.CommaToken) || _before.Parent is not ArgumentListSyntax { Parent: { } call })
            return;
        var written = ((ArgumentListSyntax)_before.Parent).Arguments.Select(argument => argument.NameColon?.Name.Identifier.Text).ToHashSet();
        foreach (var parameter in CalledMethods.Of(place.Model, call).SelectMany(method => method.Parameters).Where(p => !written.Contains(p.Name)))
            _found.Add(new Candidate(parameter.Name + ":", Local, parameter));
    }

    private void AddScope()
    {
        bool typesOnly = IsTypePlace(out bool isUsing);
        foreach (var symbol in place.Model.LookupSymbols(place.WordStart))
        {
            if (typesOnly && symbol is not INamespaceOrTypeSymbol || symbol is ILocalSymbol && IsLater(symbol))
                continue;
            if (isUsing && symbol is not INamespaceSymbol)
                continue;
            Add(symbol, Rank(symbol));
        }
        if (isUsing)
            return;
        foreach (string keyword in CSharpKeywords.For(typesOnly))
            _found.Add(new Candidate(keyword, Keyword, null));
    }

    /// <summary>After <c>new</c>, <c>is</c>, <c>as</c>, in a list of type arguments or bases, and in a using directive.</summary>
    private bool IsTypePlace(out bool isUsing)
    {
        isUsing = _before.Parent is UsingDirectiveSyntax { StaticKeyword.RawKind: 0, Alias: null };
        return _before.Parent is UsingDirectiveSyntax or BaseListSyntax or TypeArgumentListSyntax or AttributeListSyntax
            || _before.Kind() is SyntaxKind.NewKeyword or SyntaxKind.AsKeyword;
    }

    private bool IsLater(ISymbol local) => local.Locations is [{ IsInSource: true } location] && location.SourceTree == place.Tree && location.SourceSpan.Start >= place.WordStart;

    private static int Rank(ISymbol symbol) => symbol switch
    {
        ILocalSymbol or IParameterSymbol or IRangeVariableSymbol => Local,
        INamedTypeSymbol type => type.Locations.Any(location => location.IsInSource) ? TypeOfSession : Elsewhere,
        INamespaceSymbol => Elsewhere,
        _ when symbol.Locations.Any(location => location.IsInSource) => symbol.ContainingType?.IsScriptClass == true ? OfSession : Local,
        _ when symbol.ContainingType?.SpecialType == SpecialType.System_Object => Elsewhere,
        _ => Helper,
    };

    private void Add(ISymbol symbol, int rank)
    {
        if (symbol.CanBeReferencedByName && symbol.Name.Length > 0)
            _found.Add(new Candidate(symbol.Name, rank, symbol));
    }

    /// <summary>A name that may stand at the place.</summary>
    /// <param name="Name">What is written.</param>
    /// <param name="Rank">How near it lies.</param>
    /// <param name="Symbol">What it stands for; null for a word of C#.</param>
    internal sealed record Candidate(string Name, int Rank, ISymbol? Symbol);
}
