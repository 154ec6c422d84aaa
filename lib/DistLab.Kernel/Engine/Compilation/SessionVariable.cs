using System.Reflection;
using Microsoft.CodeAnalysis;

namespace DistLab.Kernel;

/// <summary>A variable of the session.</summary>
/// <param name="Symbol">The field that the compiler made of it.</param>
/// <param name="State">The object that holds it.</param>
internal sealed record SessionVariable(IFieldSymbol Symbol, object State)
{
    internal string Name => Symbol.Name;

    /// <summary>Its type as it is written.</summary>
    internal string Type => Symbol.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    /// <summary>Its value now.</summary>
    internal object? Value => State.GetType()
        .GetField(Name, BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        ?.GetValue(State);
}
