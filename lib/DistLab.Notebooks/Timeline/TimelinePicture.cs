using DistLab.Checking;
using DistLab.Notebooks.SpaceTime;

namespace DistLab.Notebooks.Timeline;

/// <summary>A timeline in pixels: all that both renderings draw.</summary>
internal sealed class TimelinePicture
{
    public const double LanePitch = 48;
    public const double BarHeight = 26;
    public const double StripHeight = 22;

    public required History History { get; init; }

    public ConsistencyVerdict? Verdict { get; init; }

    public required TimelineOptions Options { get; init; }

    public required TimelineSelection Selection { get; init; }

    public required TimelineAxis Axis { get; init; }

    /// <summary>The clients, by lane.</summary>
    public required IReadOnlyList<int> Clients { get; init; }

    /// <summary>The upper edge of the first lane's bars.</summary>
    public required double Top { get; init; }

    /// <summary>The lower edge of the last lane's bars.</summary>
    public double LanesBottom => Top + (LanePitch * Math.Max(0, Clients.Count - 1)) + BarHeight;

    /// <summary>The upper edge of the strip of values; its place if there is none.</summary>
    public double StripTop => LanesBottom + (Why.Count > 0 ? 58 : 26);

    /// <summary>Where the axis stands.</summary>
    public double Bottom => HasStrip ? StripTop + StripHeight + 4 : LanesBottom + (Why.Count > 0 ? 48 : 16);

    public bool HasStrip => Segments.Count > 0;

    public List<FaultBox> Faults { get; } = [];

    public List<OperationBar> Bars { get; } = [];

    public List<OrderMark> Marks { get; } = [];

    public List<ValueSegment> Segments { get; } = [];

    public List<PlacedLabel> Labels { get; } = [];

    /// <summary>From the return that came first to the call that cannot be explained.</summary>
    public ((double X, double Y) From, (double X, double Y) To)? Arrow { get; set; }

    /// <summary>Why the operation in question does not fit, in one or two lines, and where they stand.</summary>
    public IReadOnlyList<string> Why { get; set; } = [];

    public double WhyX { get; set; }

    /// <summary>Whether marks are large enough to bear their numbers.</summary>
    public bool IsNumbered { get; set; }

    public string Name(int client) => Options.ClientName?.Invoke(client) ?? client.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>How an operation's bar looks.</summary>
internal enum BarLook
{
    Returned,
    Open,
    Failed,

    /// <summary>It belongs to what contradicts the condition.</summary>
    Conflict,

    /// <summary>It is the one that cannot be explained.</summary>
    Offender,
}

/// <summary>An operation from its call to its end.</summary>
internal readonly record struct OperationBar(int Operation, double X, double Right, double Y, BarLook Look, bool IsOpen)
{
    public double Middle => (X + Right) / 2;
}

/// <summary>An operation's place in the order, where it may have taken effect.</summary>
internal readonly record struct OrderMark(int Operation, int Number, double X, double Y);

/// <summary>A time in which the object held a value.</summary>
internal readonly record struct ValueSegment(double X, double Right, string Text, int Shade);

/// <summary>A time in which something was wrong, in a row above the lanes.</summary>
internal readonly record struct FaultBox(FaultSpan Span, double X, double Right, double Y, bool BeginsHere, bool EndsHere);
