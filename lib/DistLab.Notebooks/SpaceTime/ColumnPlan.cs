using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.SpaceTime;

/// <summary>Where each node's lifeline stands.</summary>
internal sealed class ColumnPlan
{
    public const double Left = 118;
    public const double Right = 626;

    /// <summary>Below this distance a label may lie over a lifeline, or none would find a place.</summary>
    private const double NarrowPitch = 64;

    private const double WidestPitch = 210;
    private const double NameSize = 12.5;
    private const double SmallNameSize = 10;

    private readonly Dictionary<int, int> _columnOf;

    private ColumnPlan(IReadOnlyList<int> nodes, Func<int, string> name)
    {
        Nodes = nodes;
        Names = [.. nodes.Select(name)];
        _columnOf = nodes.Select((node, column) => (node, column)).ToDictionary(pair => pair.node, pair => pair.column);
        // Many columns take the room that a few leave to labels at the sides.
        var (left, right) = nodes.Count <= 8 ? (Left, Right) : (88.0, 694.0);
        Pitch = nodes.Count < 2 ? WidestPitch : Math.Min(WidestPitch, (right - left) / (nodes.Count - 1));
        var first = ((left + right) / 2) - (Pitch * (nodes.Count - 1) / 2);
        X = [.. nodes.Select((_, column) => first + (Pitch * column))];
    }

    /// <summary>The node of each column, from left to right.</summary>
    public IReadOnlyList<int> Nodes { get; }

    public IReadOnlyList<string> Names { get; }

    public IReadOnlyList<double> X { get; }

    public double Pitch { get; }

    public bool IsNarrow => Pitch < NarrowPitch;

    public double NameFontSize => NamesFit(NameSize, 1) ? NameSize : SmallNameSize;

    /// <summary>Whether every other name stands a line higher, for want of room.</summary>
    public bool NamesAreStaggered => !NamesFit(NameFontSize, 1);

    /// <summary>Orders columns so that each side of a cut is together, then by node.</summary>
    public static ColumnPlan Arrange(IReadOnlyList<int> nodes, IReadOnlyList<Cut> cuts, Func<int, string> name)
    {
        var order = nodes.OrderBy(_ => 0);
        foreach (var cut in cuts)
        {
            // A side stands where its first node would have stood.
            var first = nodes.GroupBy(cut.SideOf).ToDictionary(side => side.Key, side => side.Min());
            order = order.ThenBy(node => first[cut.SideOf(node)]);
        }
        return new([.. order.ThenBy(node => node)], name);
    }

    public bool Has(int node) => _columnOf.ContainsKey(node);

    public int Column(int node) => _columnOf[node];

    public double XOf(int node) => X[_columnOf[node]];

    /// <summary>A name as its column has room for it.</summary>
    public string ShownName(int column) =>
        TextMetrics.Shorten(Names[column], (Pitch * (NamesAreStaggered ? 2 : 1)) - 3, NameFontSize, bold: true);

    private bool NamesFit(double size, int columns) => Names.All(name => TextMetrics.Width(name, size, bold: true) <= (Pitch * columns) - 4);
}
