using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace DistLab.Kernel;

/// <summary>Writes a parameter's value, given as plain text, as the C# expression of the type that the variable has.</summary>
internal static class ParameterLiteral
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>The keyword of a literal's type; empty where it has none.</summary>
    internal static string Keyword(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Int32 => "int",
        TypeCode.Int64 => "long",
        TypeCode.UInt32 => "uint",
        TypeCode.UInt64 => "ulong",
        TypeCode.Double => "double",
        TypeCode.Single => "float",
        TypeCode.Decimal => "decimal",
        TypeCode.Boolean => "bool",
        TypeCode.Char => "char",
        TypeCode.String => "string",
        _ => "",
    };

    /// <summary>The expression, or null where the text is no value of the type. A type that is not known here takes any C# expression.</summary>
    internal static string? Write(string type, string value) => type.TrimEnd('?') switch
    {
        "string" or "String" => SymbolDisplay.FormatLiteral(value, quote: true),
        "char" => value.Length == 1 ? SymbolDisplay.FormatLiteral(value[0], quote: true) : null,
        "bool" => bool.TryParse(value, out bool truth) ? (truth ? "true" : "false") : null,
        "int" => int.TryParse(value, NumberStyles.AllowLeadingSign, Invariant, out int number) ? number.ToString(Invariant) : null,
        "uint" => uint.TryParse(value, NumberStyles.None, Invariant, out uint number) ? number.ToString(Invariant) : null,
        "long" => long.TryParse(value, NumberStyles.AllowLeadingSign, Invariant, out long number) ? number.ToString(Invariant) + "L" : null,
        "ulong" => ulong.TryParse(value, NumberStyles.None, Invariant, out ulong number) ? number.ToString(Invariant) + "UL" : null,
        "double" => double.TryParse(value, NumberStyles.Float, Invariant, out double number) ? Real(number, "double", "d") : null,
        "float" => float.TryParse(value, NumberStyles.Float, Invariant, out float number) ? Real(number, "float", "f") : null,
        "decimal" => decimal.TryParse(value, NumberStyles.Number, Invariant, out decimal number) ? number.ToString(Invariant) + "m" : null,
        "TimeSpan" when TimeSpan.TryParse(value, Invariant, out _) => $"TimeSpan.Parse({SymbolDisplay.FormatLiteral(value, quote: true)})",
        _ => IsExpression(value) ? value : null,
    };

    private static string Real(double number, string type, string suffix) => number switch
    {
        double.NaN => $"{type}.NaN",
        double.PositiveInfinity => $"{type}.PositiveInfinity",
        double.NegativeInfinity => $"{type}.NegativeInfinity",
        _ when type == "float" => ((float)number).ToString("R", Invariant) + suffix,
        _ => number.ToString("R", Invariant) + suffix,
    };

    private static bool IsExpression(string value)
    {
        var expression = SyntaxFactory.ParseExpression(value, consumeFullText: true);
        return value.Length > 0 && !expression.ContainsDiagnostics;
    }
}
