using DistLab.Protocols;

namespace DistLab.Simulation;

/// <summary>Makes a failing scenario smaller, trial by trial; what it accepts has failed in the same way.</summary>
internal sealed class Shrinker<TState, TMessage>(Failure<TState, TMessage> failure, int maxTrials, IProgress<ShrinkProgress>? progress)
    where TState : class
    where TMessage : class
{
    /// <summary>Naming more messages than this one by one would explain nothing.</summary>
    private const int MostNamedMessages = 500;

    private static readonly Duration[] Grids = [1.Hours(), 1.Minutes(), 1.Seconds(), 100.Milliseconds(), 10.Milliseconds(), 1.Milliseconds()];

    private Failure<TState, TMessage> _best = failure;
    private int _trials;

    private Scenario<TState, TMessage> Best => _best.Scenario;

    /// <summary>What can be left out: faults (each with its place) and messages from outside.</summary>
    private IReadOnlyList<object> Parts => [.. Best.Faults.Cast<object>(), .. Best.Injections.Cast<object>()];

    public Failure<TState, TMessage> Shrink()
    {
        Accept(EndingAt(Best, _best.At));
        LeaveOut();
        if (NameMessages())
            LeaveOut();
        if (RoundTimes())
            LeaveOut();
        if (IsOfEnd())
            Shorten();
        return new(Best, _best.Claim, _best.At, _best.Detail) { Trials = _trials };
    }

    /// <summary>Brings the end nearer. A run could break a claim about it only because it came too soon, but then it would without faults, too.</summary>
    /// <remarks>Done last: in a short run more faults would do, that a longer one recovers from.</remarks>
    private void Shorten()
    {
        var (part, least) = (Best.Length / 2, Best.Length / 1_000);
        while (Best.Faults.Count > 0 && part > least && _trials < maxTrials)
        {
            var shorter = EndingAt(Best, Instant.Zero + (Best.Length - part));
            if (Best.Length < part || shorter.Faults.Count < Best.Faults.Count || !Holds(shorter.Under(FaultPlan.None)) || !Accept(shorter))
                part /= 2;
        }
    }

    private bool IsOfEnd() => Best.Claims.FirstOrDefault(claim => claim.Name == _best.Claim)?.IsOfEnd == true;

    private static Scenario<TState, TMessage> EndingAt(Scenario<TState, TMessage> scenario, Instant end) => scenario with
    {
        Length = end.SinceZero,
        Faults = FaultPlan.From(scenario.Faults.Where(fault => fault.At <= end)),
        Injections = [.. scenario.Injections.Where(injection => injection.At <= end)],
    };

    /// <summary>Leaves out parts, first many at once, in the end one by one (Zeller and Hildebrandt's ddmin, complements only).</summary>
    private void LeaveOut()
    {
        var pieces = 2;
        while (Parts is { Count: > 0 } parts)
        {
            var size = (parts.Count + pieces - 1) / pieces;
            var kept = parts.Chunk(size).Select((_, i) => parts.Where((_, place) => place / size != i));
            if (kept.Any(rest => Accept(With(rest))))
                pieces = Math.Max(2, pieces - 1);
            else if (size == 1)
                return;
            else
                pieces *= 2;
        }
    }

    private Scenario<TState, TMessage> With(IEnumerable<object> parts)
    {
        var all = parts.ToList();
        return Best with { Faults = FaultPlan.From(all.OfType<PlannedFault>()), Injections = [.. all.OfType<Injection<TMessage>>()] };
    }

    /// <summary>Names the messages that rates have struck, in place of the rates.</summary>
    private bool NameMessages()
    {
        if (!Best.Faults.Any(planned => IsRate(planned.Fault)))
            return false;
        var struck = Best.StruckMessages();
        return struck.Count <= MostNamedMessages
            && Accept(Best with { Faults = FaultPlan.Of(struck).And(FaultPlan.From(Best.Faults.Where(planned => !IsRate(planned.Fault)))) });
    }

    private static bool IsRate(Fault fault) => fault is { Nth: 0, Kind: FaultKind.Lose or FaultKind.Duplicate or FaultKind.Reorder or FaultKind.Corrupt };

    /// <summary>Moves what happens to rounder and earlier times, as long as the run gets no longer by it.</summary>
    private bool RoundTimes()
    {
        var moved = false;
        foreach (var part in Parts)
        {
            var at = TimeOf(part);
            moved |= Grids.Select(grid => new Instant(at.Nanoseconds / grid.Nanoseconds * grid.Nanoseconds))
                .Where(earlier => earlier < at).Distinct()
                .Any(earlier => Parts.Contains(part) && Accept(With(Parts.Select(other => other.Equals(part) ? MovedTo(part, earlier) : other)), atMost: _best.At));
        }
        return moved;
    }

    private static Instant TimeOf(object part) => part is PlannedFault fault ? fault.At : ((Injection<TMessage>)part).At;

    private static object MovedTo(object part, Instant at) =>
        part is PlannedFault fault ? fault with { At = at } : (Injection<TMessage>)part with { At = at };

    private bool Holds(Scenario<TState, TMessage> scenario)
    {
        if (_trials >= maxTrials)
            return false;
        var holds = scenario.Try() is null;
        Tell();
        return holds;
    }

    private void Tell()
    {
        _trials++;
        progress?.Report(new(_trials, maxTrials, Best.Faults.Count, Best.Injections.Count, Best.Length));
    }

    /// <summary>Tries a scenario, and goes on from it, cut where it fails, if it fails in the same way.</summary>
    private bool Accept(Scenario<TState, TMessage> candidate, Instant? atMost = null)
    {
        if (_trials >= maxTrials)
            return false;
        var found = candidate.Try();
        var isSame = found?.Claim == _best.Claim && (atMost is null || found.At <= atMost);
        if (isSame)
            _best = new(EndingAt(candidate, found!.At), found.Claim, found.At, found.Detail);
        Tell();
        return isSame;
    }
}
