using DistLab.Simulation;

namespace DistLab.Notebooks.SpaceTime;

/// <summary>Which part of a trace is drawn.</summary>
internal sealed class DiagramWindow
{
    /// <summary>With more columns no label finds a place, and names run into each other.</summary>
    public const int MostNodes = 30;

    private DiagramWindow(IReadOnlyList<int> nodes, int nodesBefore)
    {
        Nodes = nodes;
        NodesLeftOut = nodesBefore - nodes.Count;
    }

    /// <summary>The nodes shown, ascending.</summary>
    public IReadOnlyList<int> Nodes { get; }

    /// <summary>How many nodes there were no columns for.</summary>
    public int NodesLeftOut { get; }

    public int FirstRow { get; private set; }

    /// <summary>The row after the last one shown.</summary>
    public int EndRow { get; private set; }

    public int RowsShown { get; private set; }

    public int RowsBefore { get; private set; }

    public int RowsAfter { get; private set; }

    /// <summary>The first instant shown, in nanoseconds.</summary>
    public long From { get; private set; }

    public long To { get; private set; }

    public static DiagramWindow Select(RunHistory history, DiagramOptions options)
    {
        var present = history.Rows.Where(row => row.Node.Index >= 0).GroupBy(row => row.Node.Index).ToDictionary(rows => rows.Key, rows => rows.Count());
        foreach (var flight in history.Flights)
        {
            present.TryAdd(flight.From, 0);
            present.TryAdd(flight.To, 0);
        }
        var wanted = present.Keys.Where(node => node >= 0 && options.Nodes?.Contains(node) != false).Order().ToArray();
        var busiest = wanted.OrderByDescending(node => present[node]).ThenBy(node => node).Take(MostNodes).Order();
        var window = new DiagramWindow([.. busiest], wanted.Length);
        window.SelectRows(history, options);
        return window;
    }

    public bool Shows(int row) => FirstRow <= row && row < EndRow;

    /// <summary>Whether part of a step lies in the window: its start row, for one, is never drawn.</summary>
    public bool Shows(Step step) => step.Row < EndRow && step.LastRow >= FirstRow;

    private void SelectRows(RunHistory history, DiagramOptions options)
    {
        var rows = history.Rows;
        var nodes = Nodes.ToHashSet();
        var drawn = Enumerable.Range(0, rows.Count).Where(i => IsDrawn(rows[i], nodes, options)).ToList();
        var inTime = drawn.FindAll(i => Within(rows[i].At.Nanoseconds, options));
        var kept = options.KeepsLast ? inTime.TakeLast(options.MaxRows).ToList() : inTime.Take(options.MaxRows).ToList();
        var last = rows.Count == 0 ? 0 : rows[^1].At.Nanoseconds;
        if (kept.Count == 0)
        {
            From = options.From ?? 0;
            To = Math.Max(From, Math.Min(options.To ?? last, last));
            return;
        }
        (FirstRow, EndRow, RowsShown) = (kept[0], kept[^1] + 1, kept.Count);
        RowsBefore = drawn.FindIndex(i => i == kept[0]);
        RowsAfter = drawn.Count - RowsBefore - kept.Count;
        var firstAt = rows[FirstRow].At.Nanoseconds;
        var cutBefore = kept[0] != inTime[0] || history.BeginsLate;
        var cutAfter = kept[^1] != inTime[^1];
        From = cutBefore ? firstAt : Math.Min(firstAt, options.From ?? 0);
        To = cutAfter ? rows[EndRow - 1].At.Nanoseconds : Math.Max(rows[EndRow - 1].At.Nanoseconds, Math.Min(options.To ?? last, last));
    }

    private static bool IsDrawn(in TraceRow row, HashSet<int> nodes, DiagramOptions options) =>
        row.Kind is not (TraceKind.Start or TraceKind.State) && !options.Hidden.Contains(row.Kind) && (row.Node.Index < 0 || nodes.Contains(row.Node.Index));

    private static bool Within(long at, DiagramOptions options) => (options.From ?? long.MinValue) <= at && at <= (options.To ?? long.MaxValue);
}
