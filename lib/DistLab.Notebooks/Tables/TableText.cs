using System.Text;

namespace DistLab.Notebooks.Tables;

/// <summary>A table for a face of fixed width.</summary>
internal static class TableText
{
    private const int WidestCell = 60;
    private const string Gap = "  ";

    public static string Of(TableContent table)
    {
        var columns = table.Columns.Select(c => (c.IsRight, Cells: c.Texts.Take(table.Shown).Prepend(c.Head).Select(OneLine).ToList())).ToList();
        var widths = columns.Select(c => c.Cells.Max(Length)).ToList();
        var text = new StringBuilder();
        if (table.Caption is not null)
            text.Append(OneLine(table.Caption)).Append('\n');
        for (var row = 0; row <= table.Shown; row++)
        {
            var cells = columns.Select((c, i) => c.IsRight ? new string(' ', widths[i] - Length(c.Cells[row])) + c.Cells[row] : c.Cells[row] + new string(' ', widths[i] - Length(c.Cells[row])));
            text.Append(string.Join(Gap, cells).TrimEnd()).Append('\n');
            if (row == 0)
                text.Append(string.Join(Gap, widths.Select(w => new string('-', w)))).Append('\n');
        }
        if (table.Count == 0)
            text.Append("(no rows)\n");
        if (table.More is { } more)
            text.Append(more).Append('\n');
        return text.ToString().TrimEnd('\n');
    }

    private static int Length(string text) => new System.Globalization.StringInfo(text).LengthInTextElements;

    private static string OneLine(string text)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        return line.Length <= WidestCell ? line : line[..(WidestCell - 1)] + "…";
    }
}
