using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace DistLab.Kernel;

/// <summary>The XML documentation of a symbol, wherever it was written, with what it inherits in its place.</summary>
/// <param name="compilation">Tells which file an assembly came from.</param>
internal sealed class SymbolDocumentation(Compilation compilation)
{
    private const int DeepestInheritance = 8;

    /// <summary>The element; null where there is none.</summary>
    internal XElement? Of(ISymbol symbol) => Of(symbol.OriginalDefinition, 0);

    private XElement? Of(ISymbol symbol, int depth)
    {
        if (Written(symbol) is not { } element)
            return symbol is INamedTypeSymbol ? null : Inherited(symbol, depth);
        foreach (var inherit in element.Descendants("inheritdoc").ToArray())
        {
            var source = inherit.Attribute("cref") is { } cref ? Referred(cref.Value, depth) : Inherited(symbol, depth);
            // At the top it stands for everything, inside an element for what the same element says there.
            var content = inherit.Parent == element ? source?.Nodes() : source?.Element(inherit.Parent!.Name)?.Nodes();
            inherit.ReplaceWith(content ?? []);
        }
        return element;
    }

    private XElement? Written(ISymbol symbol)
    {
        if (symbol.Locations.Any(location => location.IsInSource))
            return Parse(symbol.GetDocumentationCommentXml());
        string? id = symbol.GetDocumentationCommentId();
        return id is not null && compilation.GetMetadataReference(symbol.ContainingAssembly) is PortableExecutableReference { FilePath: { } file }
            ? DocumentationFiles.Find(id, file)
            : null;
    }

    private XElement? Inherited(ISymbol symbol, int depth) => depth == DeepestInheritance
        ? null
        : Bases(symbol).Select(parent => Of(parent.OriginalDefinition, depth + 1)).FirstOrDefault(found => found is not null);

    private XElement? Referred(string id, int depth) =>
        depth < DeepestInheritance && DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) is { } symbol ? Of(symbol, depth + 1) : null;

    private static IEnumerable<ISymbol> Bases(ISymbol symbol)
    {
        ISymbol? overridden = symbol switch
        {
            IMethodSymbol method => method.OverriddenMethod,
            IPropertySymbol property => property.OverriddenProperty,
            INamedTypeSymbol type => type.BaseType,
            _ => null,
        };
        if (overridden is not null)
            yield return overridden;
        if (symbol is INamedTypeSymbol implementing)
        {
            foreach (var parent in implementing.Interfaces)
                yield return parent;
        }
        else if (symbol.ContainingType is { } owner)
        {
            foreach (var member in owner.AllInterfaces.SelectMany(parent => parent.GetMembers(symbol.Name)))
            {
                if (SymbolEqualityComparer.Default.Equals(owner.FindImplementationForInterfaceMember(member), symbol))
                    yield return member;
            }
        }
    }

    private static XElement? Parse(string? xml)
    {
        try
        {
            return string.IsNullOrWhiteSpace(xml) ? null : XElement.Parse(xml, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
