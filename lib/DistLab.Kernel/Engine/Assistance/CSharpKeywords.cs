using Microsoft.CodeAnalysis.CSharp;

namespace DistLab.Kernel;

/// <summary>The words of C# that are offered.</summary>
internal static class CSharpKeywords
{
    private static readonly string[] Contextual =
        ["async", "await", "and", "by", "dynamic", "from", "get", "init", "join", "nameof", "not", "or", "orderby", "record", "required", "select", "set", "value", "var", "when", "where", "with", "yield"];

    private static readonly string[] All =
    [
        .. SyntaxFacts.GetReservedKeywordKinds().Select(SyntaxFacts.GetText).Where(word => !word.StartsWith("__", StringComparison.Ordinal)), .. Contextual,
    ];

    private static readonly string[] Types =
    [
        "bool", "byte", "char", "decimal", "double", "float", "int", "long", "object", "sbyte", "short", "string", "uint", "ulong", "ushort", "nint", "nuint",
    ];

    /// <summary>All words, or those that name types.</summary>
    internal static IReadOnlyList<string> For(bool typesOnly) => typesOnly ? Types : All;
}
