namespace DistLab.Notebooks.Tables;

/// <summary>A table in texts. The columns hold every row; a rendering shows the first ones.</summary>
internal sealed record TableContent(string? Caption, IReadOnlyList<TableCells> Columns, int Count, int Shown)
{
    /// <summary>The line below the rows, if some are not shown.</summary>
    public string? More => Count > Shown ? $"… {Drawing.Numbers.Text(Count - Shown)} more {(Count - Shown == 1 ? "row" : "rows")}" : null;
}
