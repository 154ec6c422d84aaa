using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.SpaceTime;

/// <summary>A diagram in pixels: all that both renderings draw.</summary>
internal sealed class Picture
{
    public required RunHistory History { get; init; }

    public required DiagramOptions Options { get; init; }

    public required DiagramWindow Window { get; init; }

    public required ColumnPlan Columns { get; init; }

    public required TimeScale Scale { get; init; }

    public required MessageKinds Kinds { get; init; }

    public required double Top { get; init; }

    public double Bottom => Scale.Bottom;

    public List<Lifeline> Lifelines { get; } = [];

    public List<SideTint> Sides { get; } = [];

    public List<CutStrip> Strips { get; } = [];

    public List<LinkCutStrip> LinkCuts { get; } = [];

    public List<ConditionBox> Conditions { get; } = [];

    /// <summary>What faults did to the network, other than cutting it.</summary>
    public List<NetworkChange> Notices { get; } = [];

    public List<BarBox> Bars { get; } = [];

    public List<Band> Bands { get; } = [];

    public List<EventPoint> Points { get; } = [];

    public List<Arrow> Arrows { get; } = [];

    public List<PlacedLabel> Labels { get; } = [];

    /// <summary>Kinds of messages of which at least one bears its label.</summary>
    public HashSet<int> LabelledKinds { get; } = [];

    /// <summary>Whether colours need a key, since not every kind could be labelled where it is.</summary>
    public bool NeedsKey => Arrows.Count > 0 && (Columns.IsNarrow || Arrows.Exists(arrow => !LabelledKinds.Contains(arrow.Kind)));

    /// <summary>The height at which the columns' names begin; above it stands the key.</summary>
    public double NamesTop => Top - 26 - (Columns.NamesAreStaggered ? 12 : 0);

    /// <summary>Labels for which there was no place; the description names them.</summary>
    public List<string> Unplaced { get; } = [];
}

/// <summary>A stretch of a node's life.</summary>
/// <param name="Node">Whose.</param>
/// <param name="X">Where.</param>
/// <param name="From">Its upper end.</param>
/// <param name="To">Its lower end.</param>
/// <param name="IsCrooked">Whether the node does not follow its protocol.</param>
internal readonly record struct Lifeline(int Node, double X, double From, double To, bool IsCrooked);

/// <summary>The backdrop of one side of a cut.</summary>
internal readonly record struct SideTint(double X, double Y, double Width, double Height);

/// <summary>The hatched strip between two sides.</summary>
internal readonly record struct CutStrip(Cut Cut, int LeftColumn, double X, double From, double To);

/// <summary>The hatched strip beside the lifeline of a node whose messages do not pass to some others.</summary>
/// <param name="Sender">Whose messages.</param>
/// <param name="Receivers">Messages to whom; all on the same side of the sender.</param>
/// <param name="Begins">From when, in nanoseconds.</param>
/// <param name="Ends">Till when; <c>null</c> if it did not end.</param>
internal sealed record LinkCutStrip(int Sender, IReadOnlyList<int> Receivers, long Begins, long? Ends)
{
    public required double X { get; init; }

    public required double From { get; init; }

    public required double To { get; init; }
}

/// <summary>A time in which a node was not as usual, on its lifeline.</summary>
internal readonly record struct ConditionBox(NodeCondition Condition, double X, double From, double To);

/// <summary>A state of a node on its lifeline.</summary>
internal readonly record struct BarBox(BarSpan Span, double X, double From, double To, IReadOnlyList<(double From, double To)> Violated);

/// <summary>A time in which a property did not hold.</summary>
internal readonly record struct Band(ViolationBand Violation, double X, double Width, double From, double To);

/// <summary>What one node did at one instant.</summary>
internal sealed record EventPoint(int Node, double X, double Y, long At, IReadOnlyList<Step> Steps)
{
    public bool Crashes => Steps.Any(step => step.Trigger == Simulation.TraceKind.Crash);

    public bool Restarts => Steps.Any(step => step.Trigger == Simulation.TraceKind.Restart);

    /// <summary>Whether the node only received.</summary>
    public bool IsReceiptOnly => !Crashes && !Restarts && Steps.All(step => step is { Receives: true, Sends: false, Local.Count: 0 });

    public double Radius => Restarts ? 4 : IsReceiptOnly ? 2.2 : 3.4;
}

/// <summary>How an arrow ends.</summary>
internal enum ArrowEnd
{
    Head,
    Cross,

    /// <summary>It leaves the picture at its lower edge.</summary>
    Edge,
}

/// <summary>A message's way on the page.</summary>
/// <param name="Flight">The message.</param>
/// <param name="Text">What it is labelled with.</param>
/// <param name="Kind">The number of its kind.</param>
/// <param name="Path">Its corners: two, or four for a message to the sender itself.</param>
/// <param name="End">How it ends.</param>
internal sealed record Arrow(Flight Flight, string Text, int Kind, IReadOnlyList<(double X, double Y)> Path, ArrowEnd End)
{
    /// <summary>Where its mark stands, if the message was corrupted under way.</summary>
    public (double X, double Y)? Corruption => Flight.Corrupted is null || Path.Count > 2 ? null : At(0.3);

    /// <summary>A point on the way, 0 at its beginning and 1 at its end.</summary>
    public (double X, double Y) At(double share)
    {
        if (Path.Count > 2)
            return ((Path[1].X + Path[2].X) / 2, Path[1].Y + ((Path[2].Y - Path[1].Y) * share));
        return (Path[0].X + ((Path[1].X - Path[0].X) * share), Path[0].Y + ((Path[1].Y - Path[0].Y) * share));
    }
}

/// <summary>A rectangle on the page.</summary>
internal readonly record struct Box(double Left, double Top, double Right, double Bottom)
{
    public bool Overlaps(Box other, double margin = 0) =>
        Left < other.Right + margin && other.Left < Right + margin && Top < other.Bottom && other.Top < Bottom;

    /// <summary>The box of a text: what its letters cover, and its halo.</summary>
    public static Box OfText(double x, double baseline, string text, double size, Anchor anchor, bool bold)
    {
        var width = TextMetrics.Width(text, size, bold);
        var left = anchor switch { Anchor.Start => x, Anchor.End => x - width, _ => x - (width / 2) };
        return new(left, baseline - (size * 0.8), left + width, baseline + (size * 0.25));
    }
}

/// <summary>A text that found its place.</summary>
internal sealed record PlacedLabel(double X, double Y, string Text, double Size, Paint Paint, Anchor Anchor, bool Bold, Paint? Halo)
{
    public Box Box => Box.OfText(X, Y, Text, Size, Anchor, Bold);
}
