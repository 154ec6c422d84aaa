using DistLab.Protocols;

namespace DistLab.Simulation;

/// <summary>
/// Chance as an adversary: draws fault plans from seeds, by the kinds of faults, how often they come and how long they last.
/// Before the end of its time everything is mended, so that one can see whether a system recovers.
/// </summary>
/// <remarks>
/// The name is Jepsen's. What one kind of fault does to whom follows from the seed and its place among the kinds: one more kind
/// leaves the others as they were, unless the limit on faulty nodes leaves no room for them.
/// </remarks>
/// <example><code>
/// new Nemesis(nodes: 5, until: 8.Seconds())
///     .With(Fault.Crash(0), every: 2.Seconds(), lasting: 500.Milliseconds())
///     .With(Fault.Lose(0.2), every: 3.Seconds(), lasting: 1.Seconds())
///     .Draw(seed: 7)
/// </code></example>
public sealed record Nemesis
{
    private const double LongestTimesMean = 4;

    /// <summary>A nemesis that does nothing yet.</summary>
    /// <param name="nodes">How many nodes there are.</param>
    /// <param name="until">When everything is mended, from the start of the run; no fault happens later.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no node, or no time.</exception>
    public Nemesis(int nodes, Duration until)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(until, Duration.Zero);
        (Nodes, Until, MostFaulty) = (nodes, until, (nodes - 1) / 2);
    }

    /// <summary>How many nodes there are.</summary>
    public int Nodes { get; }

    /// <summary>When everything is mended.</summary>
    public Duration Until { get; }

    /// <summary>How many nodes are crashed, paused or Byzantine at once, at most; by default a minority.</summary>
    public int MostFaulty { get; private init; }

    /// <summary>What happens, how often and how long.</summary>
    public ValueList<NemesisRule> Rules { get; private init; } = [];

    /// <summary>Has faults like this one happen, to nodes and links that chance picks.</summary>
    /// <param name="like">
    /// Its kind and amount count, its node does not. Sides of a partition or cut are drawn; other faults of links fall upon all
    /// links or those from one node, unless the fault names some. A clock's step or drift is drawn up to the one given, either way.
    /// </param>
    /// <param name="every">The mean time from one to the next, exponential.</param>
    /// <param name="lasting">How long each lasts in the mean: exponential, but at most four times the mean.</param>
    /// <exception cref="ArgumentException">The fault is one that mends, or befalls a single message.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A time is not above zero.</exception>
    public Nemesis With(Fault like, Duration every, Duration lasting)
    {
        ArgumentNullException.ThrowIfNull(like);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(every, Duration.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lasting, Duration.Zero);
        if (like.Remedy is null)
            throw new ArgumentException($"\"{like}\" is not a fault that lasts and is mended.", nameof(like));
        return this with { Rules = Rules.Add(new(like, every, lasting)) };
    }

    /// <summary>Has at most so many nodes crashed, paused or Byzantine at once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or above that of the nodes.</exception>
    public Nemesis AtMost(int faulty)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(faulty);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(faulty, Nodes);
        return this with { MostFaulty = faulty };
    }

    /// <summary>The plan of a seed: the same on every machine.</summary>
    public FaultPlan Draw(ulong seed)
    {
        var random = new RandomStream(seed).Derive("nemesis");
        var windows = Rules.SelectMany((rule, place) => Windows(rule, random.Derive((ulong)place))).OrderBy(window => window.From).ToList();
        var planned = new List<PlannedFault>();
        var busy = new List<(NodeId Node, Duration To, bool Faulty)>();
        var connectedFrom = Duration.Zero;
        foreach (var window in windows)
        {
            busy.RemoveAll(other => other.To <= window.From);
            if (Pick(window, busy, connectedFrom) is not { } fault)
                continue;
            if (fault.Kind is FaultKind.Partition or FaultKind.Cut)
                connectedFrom = window.To;
            if (!fault.IsOfNetwork)
                busy.Add((fault.Node, window.To, IsFaulty(fault)));
            planned.Add(new(Instant.Zero + window.From, fault));
            planned.Add(new(Instant.Zero + window.To, fault.Remedy!));
        }
        return FaultPlan.From(planned);
    }

    // Node faults come at any time; what happens to links ends before it begins anew.
    private IEnumerable<Window> Windows(NemesisRule rule, RandomStream random)
    {
        var number = 0UL;
        for (var from = rule.Every * random.NextExponential(); from < Until; from += rule.Every * random.NextExponential())
        {
            var lasting = rule.Lasting * Math.Min(random.NextExponential(), LongestTimesMean);
            var to = from + lasting < Until ? from + lasting : Until;
            yield return new(rule.Like, from, to, random.Derive(number++));
            if (rule.Like.IsOfNetwork)
                from = to;
        }
    }

    private Fault? Pick(Window window, List<(NodeId Node, Duration To, bool Faulty)> busy, Duration connectedFrom)
    {
        var (like, random) = (window.Like, window.Random);
        if (like.IsOfNetwork)
            return like.Kind is FaultKind.Partition or FaultKind.Cut ? Divide(like.Kind, window.From >= connectedFrom, random) : Spread(like, random);
        var free = Enumerable.Range(0, Nodes).Where(node => !busy.Exists(other => other.Node == node)).ToList();
        if (free.Count == 0 || (IsFaulty(like) && busy.Count(other => other.Faulty) >= MostFaulty))
            return null;
        var sign = (2 * random.NextDouble()) - 1;
        return like with
        {
            Node = free[random.NextBelow(free.Count)],
            Step = like.Step * sign,
            Amount = like.Kind == FaultKind.ClockDrift ? Math.CopySign(Math.Ceiling(Math.Abs(like.Amount * sign)), sign) : like.Amount,
        };
    }

    private Fault? Divide(FaultKind kind, bool isConnected, RandomStream random)
    {
        if (Nodes < 2 || !isConnected)
            return null;
        var order = Enumerable.Range(0, Nodes).Select(node => (Node: (NodeId)node, Key: random.NextBits())).OrderBy(pair => pair.Key).Select(pair => pair.Node).ToList();
        var size = 1 + random.NextBelow(Nodes - 1);
        var (one, other) = (order.Take(size).Order(), order.Skip(size).Order());
        return kind == FaultKind.Cut ? Fault.Cut(one, other) : Fault.Partition(one, other);
    }

    private Fault Spread(Fault like, RandomStream random)
    {
        var from = random.NextBelow(Nodes);
        return like.Links == LinkSet.All && random.NextBool(0.5) ? like with { Links = LinkSet.From(from) } : like;
    }

    private static bool IsFaulty(Fault fault) => fault.Kind is FaultKind.Crash or FaultKind.Pause or FaultKind.Byzantine;

    private sealed record Window(Fault Like, Duration From, Duration To, RandomStream Random);
}
