using System.Net;
using System.Text;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DistLab.Kernel;

/// <summary>Tells what is known about the name at a place: signature, value, documentation.</summary>
internal sealed class SymbolInspection(CSharpEngine engine, CodeAtPosition place)
{
    private static readonly SymbolDisplayFormat Signature = SymbolDisplayFormat.MinimallyQualifiedFormat
        .WithKindOptions(SymbolDisplayKindOptions.IncludeTypeKeyword | SymbolDisplayKindOptions.IncludeNamespaceKeyword | SymbolDisplayKindOptions.IncludeMemberKeyword)
        .WithGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints | SymbolDisplayGenericsOptions.IncludeVariance)
        .WithMemberOptions(
            SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeContainingType
            | SymbolDisplayMemberOptions.IncludeConstantValue | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeModifiers)
        .WithParameterOptions(
            SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue
            | SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeExtensionThis)
        .WithLocalOptions(SymbolDisplayLocalOptions.IncludeType | SymbolDisplayLocalOptions.IncludeConstantValue);

    /// <summary>Numbers have dozens.</summary>
    private const int MostBases = 6;

    private readonly StringBuilder _plain = new();
    private readonly StringBuilder _html = new();

    /// <param name="detail">0 for the short form, 1 or more for remarks, exceptions and overloads too.</param>
    /// <returns>Plain text and HTML; null where nothing is known.</returns>
    internal MimeBundle? Describe(int detail)
    {
        var symbols = Find();
        if (symbols is [])
            return null;
        var symbol = symbols[0];
        WriteCode(Declaration(symbol), detail > 0 ? symbols.Skip(1) : []);
        if (detail <= 0 && symbols.Count > 1)
            Write($"+ {symbols.Count - 1} overload{(symbols.Count > 2 ? "s" : "")}");
        if (Value(symbol) is { Length: > 0 } value)
            Section("Value", value);
        if (new SymbolDocumentation(place.Model.Compilation).Of(Documented(symbol)) is { } documentation)
            WriteDocumentation(documentation, detail);
        return new MimeBundle([new(MimeTypes.Plain, _plain.ToString().TrimEnd()), new(MimeTypes.Html, _html.ToString())]);
    }

    /// <summary>What the place means, and the other overloads where it is a method.</summary>
    private IReadOnlyList<ISymbol> Find()
    {
        foreach (int at in new[] { place.Position, place.Position - 1 })
        {
            if (at < 0 || at > place.Code.Length)
                continue;
            var token = place.Root.FindToken(at);
            if (token.Span.Start <= place.Position && place.Position <= token.Span.End && Meant(token) is { Count: > 0 } meant)
                return meant;
        }
        var call = place.Root.FindToken(place.Position).Parent?.AncestorsAndSelf()
            .OfType<ArgumentListSyntax>()
            .FirstOrDefault(list => list.SpanStart < place.Position && (list.CloseParenToken.IsMissing || place.Position <= list.CloseParenToken.SpanStart));
        call ??= place.TokenBefore.Parent?.AncestorsAndSelf().OfType<ArgumentListSyntax>().FirstOrDefault(list => list.CloseParenToken.IsMissing);
        if (call?.Parent is not { } called)
            return [];
        // The first that takes as many arguments as are written.
        int written = call.Arguments.Count;
        return [.. CalledMethods.Of(place.Model, called).OrderBy(method => method.Parameters.Length < written && method.Parameters is not [.., { IsParams: true }])];
    }

    private IReadOnlyList<ISymbol> Meant(SyntaxToken token)
    {
        var node = token.Parent;
        if (node is null)
            return [];
        switch (token.Kind())
        {
            case SyntaxKind.IdentifierToken or SyntaxKind.ThisKeyword or SyntaxKind.BaseKeyword:
                break;
            case SyntaxKind.NewKeyword:
                return CalledMethods.Of(place.Model, node);
            case var kind when node is PredefinedTypeSyntax || SyntaxFacts.IsPredefinedType(kind):
                return place.Model.GetTypeInfo(node).Type is { } type ? [type] : [];
            default:
                return [];
        }
        if (place.Model.GetDeclaredSymbol(node) is { } declared)
            return [declared];
        if (node.Parent is ObjectCreationExpressionSyntax creation && creation.Type == node && CalledMethods.Of(place.Model, creation) is { Count: > 0 } constructors)
            return constructors;
        // The name of a method: what is called, or all that it may mean.
        var called = node.AncestorsAndSelf().TakeWhile(n => n is NameSyntax or MemberAccessExpressionSyntax or MemberBindingExpressionSyntax).LastOrDefault();
        if (called?.Parent is InvocationExpressionSyntax invocation && called.GetLastToken() == token && CalledMethods.Of(place.Model, invocation) is { Count: > 0 } methods)
            return methods;
        var info = place.Model.GetSymbolInfo(node);
        return [.. new[] { info.Symbol }.Concat(info.CandidateSymbols).Concat(place.Model.GetMemberGroup(node)).OfType<ISymbol>().Distinct<ISymbol>(SymbolEqualityComparer.Default)];
    }

    private static string Declaration(ISymbol symbol) => symbol switch
    {
        IFieldSymbol { ContainingType.IsScriptClass: true, IsConst: false } field => $"{field.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} {field.Name}",
        { ContainingType.IsScriptClass: true } => symbol.ToDisplayString(Signature.WithMemberOptions(Signature.MemberOptions & ~SymbolDisplayMemberOptions.IncludeContainingType)),
        INamedTypeSymbol type when Bases(type) is { Length: > 0 } bases => $"{type.ToDisplayString(Signature)} : {bases}",
        _ => symbol.ToDisplayString(Signature),
    };

    private static string Bases(INamedTypeSymbol type)
    {
        if (type.TypeKind is TypeKind.Enum or TypeKind.Delegate)
            return "";
        var parents = type.BaseType is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) } parent ? type.Interfaces.Prepend(parent) : type.Interfaces;
        string[] names = [.. parents.Select(parent => parent.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat))];
        return string.Join(", ", names.Take(MostBases)) + (names.Length > MostBases ? ", …" : "");
    }

    private string? Value(ISymbol symbol) =>
        symbol is IFieldSymbol { ContainingType.IsScriptClass: true, IsConst: false } field && engine.Session.Variable(field) is { } variable ? ValueText.Of(engine, variable) : null;

    /// <summary>An extension method is documented where it is declared; a record's parameter stands for its property.</summary>
    private static ISymbol Documented(ISymbol symbol) => symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol;

    private void WriteDocumentation(XElement documentation, int detail)
    {
        foreach (var summary in documentation.Elements("summary"))
            Write(summary);
        Named("Parameters", documentation.Elements("param").Concat(documentation.Elements("typeparam")), "name");
        Each("Returns", documentation.Elements("returns"));
        Each("Value", documentation.Elements("value"));
        if (detail <= 0)
            return;
        Named("Throws", documentation.Elements("exception"), "cref");
        Each("Remarks", documentation.Elements("remarks"));
        Each("Example", documentation.Elements("example"));
    }

    private void Named(string title, IEnumerable<XElement> elements, string attribute)
    {
        var list = elements.Where(element => element.Attribute(attribute) is not null).ToArray();
        if (list.Length == 0)
            return;
        Title(title);
        _html.Append("<ul>");
        foreach (var element in list)
        {
            string name = attribute == "cref" ? DocumentationText.Name(element.Attribute(attribute)!.Value) : element.Attribute(attribute)!.Value;
            _plain.Append($"  {name}: {DocumentationText.Of(element, html: false).Replace("\n", "\n    ", StringComparison.Ordinal)}\n");
            _html.Append($"<li><code>{WebUtility.HtmlEncode(name)}</code>: {DocumentationText.Of(element, html: true)}</li>");
        }
        _html.Append("</ul>");
        _plain.Append('\n');
    }

    private void Each(string title, IEnumerable<XElement> elements)
    {
        foreach (var element in elements)
        {
            Title(title);
            Write(element);
        }
    }

    private void Section(string title, string text)
    {
        _plain.Append($"{title}: {text}\n\n");
        _html.Append($"<p>{title}: <code>{WebUtility.HtmlEncode(text)}</code></p>");
    }

    private void WriteCode(string first, IEnumerable<ISymbol> more)
    {
        string code = string.Join('\n', more.Select(Declaration).Prepend(first));
        _plain.Append(code).Append("\n\n");
        _html.Append($"<pre>{WebUtility.HtmlEncode(code)}</pre>");
    }

    private void Write(XElement element)
    {
        _plain.Append(DocumentationText.Of(element, html: false)).Append("\n\n");
        _html.Append(DocumentationText.Of(element, html: true));
    }

    private void Write(string text)
    {
        _plain.Append(text).Append("\n\n");
        _html.Append($"<p>{WebUtility.HtmlEncode(text)}</p>");
    }

    private void Title(string title)
    {
        _plain.Append(title).Append(":\n");
        _html.Append($"<p><b>{title}</b></p>");
    }
}
