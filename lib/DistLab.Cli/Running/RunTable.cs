using Spectre.Console;

namespace DistLab.Cli;

/// <summary>The table in which a batch is shown.</summary>
internal static class RunTable
{
    /// <summary>An empty table: the first and last column are text, those between are numbers.</summary>
    public static Table Frame(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        for (var i = 0; i < columns.Length; i++)
        {
            var column = new TableColumn(new Text(columns[i])).NoWrap();
            table.AddColumn(i == 0 || i == columns.Length - 1 ? column : column.RightAligned());
        }
        return table;
    }

    /// <summary>A verdict: a mark, so that colour is never alone, and words.</summary>
    public static Markup Verdict(bool good, string text) => new($"[{(good ? "green" : "red")}]{(good ? "✓" : "✗")}[/] {Markup.Escape(text)}");
}
