using System.Globalization;
using System.Text;

namespace DistLab.Notebooks.Tables;

/// <summary>Reads comma-separated values after RFC 4180, and finds out what each column holds.</summary>
/// <remarks>
/// A column is of whole numbers, numbers, truth values or texts: the first of these that fits all its fields. An empty field is
/// missing; quoted, it is an empty text. A number with a leading zero, as of a postcode, makes its column one of texts.
/// </remarks>
internal static class CsvReader
{
    private readonly record struct Field(string Text, bool IsQuoted)
    {
        public bool IsMissing => Text.Length == 0 && !IsQuoted;
    }

    /// <exception cref="FormatException">A quote is not closed or stands astray, a row has another number of fields than the head, or there is no head.</exception>
    public static IReadOnlyList<TableColumn> Read(string csv)
    {
        var rows = Rows(csv.StartsWith('\uFEFF') ? csv[1..] : csv);
        if (rows.Count == 0)
            throw new FormatException("The file is empty: its first line must name the columns.");
        var head = rows[0];
        var wrong = rows.FindIndex(row => row.Count != head.Count);
        if (wrong > 0)
            throw new FormatException($"Row {wrong} has {rows[wrong].Count} fields, but {head.Count} columns are named. A field that holds a comma must stand in quotes.");
        return [.. head.Select((name, at) => new TableColumn(name.Text, Values([.. rows.Skip(1).Select(row => row[at])])))];
    }

    private static object?[] Values(IReadOnlyList<Field> fields)
    {
        var present = fields.Where(f => !f.IsMissing).ToList();
        Func<string, object?> read = present.Count == 0 ? text => text
            : present.All(f => Whole(f) is not null) ? text => Whole(new(text, false))
            : present.All(f => Number(f) is not null) ? text => Number(new(text, false))
            : present.All(f => Truth(f) is not null) ? text => Truth(new(text, false))
            : text => text;
        return [.. fields.Select(f => f.IsMissing ? null : read(f.Text))];
    }

    private static bool LooksLikeName(string text) => text.TrimStart('-') is ['0', >= '0' and <= '9', ..];

    private static object? Whole(Field field) =>
        !field.IsQuoted && !LooksLikeName(field.Text) && long.TryParse(field.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static object? Number(Field field) =>
        !field.IsQuoted && !LooksLikeName(field.Text) && double.TryParse(field.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static object? Truth(Field field) => field.IsQuoted ? null : field.Text.ToLowerInvariant() switch { "true" => true, "false" => false, _ => null };

    private static List<List<Field>> Rows(string csv)
    {
        var rows = new List<List<Field>>();
        var row = new List<Field>();
        for (var at = 0; at < csv.Length;)
        {
            row.Add(Next(csv, ref at, rows.Count));
            if (at < csv.Length && csv[at] == ',')
            {
                at++;
                if (at == csv.Length)
                    row.Add(new("", false));
                continue;
            }
            at += at + 1 < csv.Length && csv[at] == '\r' && csv[at + 1] == '\n' ? 2 : 1;
            Close();
        }
        Close();
        return rows;

        void Close()
        {
            // A line without anything on it is no row, except in a file of one column, where it is a missing value.
            if (row.Count > 1 || (row.Count == 1 && (!row[0].IsMissing || (rows.Count > 0 && rows[0].Count == 1))))
                rows.Add(row);
            row = [];
        }
    }

    /// <summary>The field that begins here; afterwards <paramref name="at"/> is at the comma or line break behind it.</summary>
    private static Field Next(string csv, ref int at, int row)
    {
        if (csv[at] != '"')
        {
            var end = csv.AsSpan(at).IndexOfAny(",\r\n");
            var plain = end < 0 ? csv[at..] : csv.Substring(at, end);
            at += plain.Length;
            return new(plain, false);
        }
        var text = new StringBuilder();
        for (at++; at < csv.Length; at++)
        {
            if (csv[at] != '"')
            {
                text.Append(csv[at]);
                continue;
            }
            if (at + 1 >= csv.Length || csv[at + 1] != '"')
            {
                at++;
                return at >= csv.Length || csv[at] is ',' or '\r' or '\n'
                    ? new(text.ToString(), true)
                    : throw new FormatException($"Row {row}: something follows a closing quote. A quote inside a field is written twice.");
            }
            text.Append('"');
            at++;
        }
        throw new FormatException($"Row {row}: a quote is opened and never closed.");
    }
}
