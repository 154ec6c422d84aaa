using System.Text;

namespace DistLab.Notebooks.Tables;

/// <summary>Comma-separated values after RFC 4180.</summary>
/// <remarks>
/// Writing them needs one rule, below. A CSV library (290 kB) would have to be found and loaded beside this one in every
/// notebook, for that one rule.
/// </remarks>
internal static class CsvText
{
    public static string Of(TableContent table)
    {
        var csv = new StringBuilder();
        AppendLine(csv, table.Columns.Select(c => c.RawHead));
        for (var row = 0; row < table.Count; row++)
            AppendLine(csv, table.Columns.Select(c => c.Raw[row]));
        return csv.ToString();
    }

    private static void AppendLine(StringBuilder csv, IEnumerable<string> fields) => csv.AppendJoin(',', fields.Select(Field)).Append("\r\n");

    /// <summary>A field with a comma, quote or line break is quoted, and so is one with blanks at its ends, which some readers trim.</summary>
    private static string Field(string text) =>
        text.AsSpan().ContainsAny("\",\r\n") || text.Length != text.AsSpan().Trim().Length ? $"\"{text.Replace("\"", "\"\"")}\"" : text;
}
