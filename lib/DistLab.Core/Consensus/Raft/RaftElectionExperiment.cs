using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Consensus;

/// <summary>How long a Raft cluster is without a leader after its leader's crash: the experiment of Figure 16 of the paper, in the simulator.</summary>
/// <remarks>
/// <para>Ongaro and Ousterhout (extended version, 2014), §9.3: five servers; the leader crashes at a moment that is uniform in its
/// heartbeat interval, half of the least election timeout, just after a heartbeat went to all at once; the servers' logs are of
/// different lengths, so that some candidates cannot win; a broadcast takes about 15 ms.</para>
/// <para>Of the servers that are left, the one with the longest log can get all votes, the next one just enough, the others too few.
/// Which server has which log is drawn for each trial.</para>
/// </remarks>
public static class RaftElectionExperiment
{
    /// <summary>When a trial is given up: 10 s.</summary>
    public static readonly Duration Limit = 10.Seconds();

    private const int Servers = 5;

    /// <summary>
    /// What a message takes, its handling and what must be written to the disk included: 2 ms, and beyond it exponential with a mean of
    /// 2.7 ms. A broadcast to four servers and their answers then take 14 ms in the mean.
    /// </summary>
    /// <remarks>The paper tells the mean of about 15 ms and not the distribution, on which much depends: with 7.5 ms each way, always, votes split far more often than it reports.</remarks>
    public static Delay OneWay { get; } = Delay.ShiftedExponential(2.Milliseconds(), meanBeyond: 2.7.Milliseconds());

    /// <summary>Measures downtimes.</summary>
    /// <param name="least">The least election timeout.</param>
    /// <param name="greatest">The greatest; the same as the least for no randomness at all.</param>
    /// <param name="trials">How many trials.</param>
    /// <param name="seed">What all chance follows from.</param>
    /// <param name="oneWay">How long a message takes; <see cref="OneWay"/> unless told.</param>
    /// <returns>For each trial the time from the crash to the election of another leader; <c>null</c> where none was elected within <see cref="Limit"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static IReadOnlyList<Duration?> Downtimes(Duration least, Duration greatest, int trials, ulong seed = 1, Delay? oneWay = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(least, Duration.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        var options = new RaftOptions { ElectionTimeout = Delay.Uniform(least, greatest), HeartbeatInterval = least / 2 };
        var random = new RandomStream(seed);
        return [.. Enumerable.Range(0, trials).Select(trial => Downtime(options, random.Derive((ulong)trial), oneWay ?? OneWay))];
    }

    /// <summary>Measures downtimes for several ranges of election timeouts.</summary>
    /// <param name="milliseconds">The least and the greatest election timeout of each.</param>
    /// <param name="trials">How many trials each; a tenth of it where the two are the same, since each then takes long.</param>
    /// <param name="seed">What all chance follows from.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static IReadOnlyList<RaftDowntimes> Compare(IEnumerable<(double Least, double Greatest)> milliseconds, int trials, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(milliseconds);
        return [.. milliseconds.Select(range => Measure(range.Least.Milliseconds(), range.Greatest.Milliseconds()))];

        RaftDowntimes Measure(Duration least, Duration greatest) =>
            new(least, greatest, [.. Downtimes(least, greatest, least == greatest ? trials / 10 : trials, seed).Select(time => time ?? Limit)]);
    }

    private static Duration? Downtime(RaftOptions options, RandomStream random, Delay oneWay)
    {
        var lengths = Enumerable.Range(1, Servers - 1).OrderBy(_ => random.NextBits()).Prepend(Servers).ToArray();
        var crash = Instant.Zero + Delay.Uniform(Duration.Zero, options.HeartbeatInterval.Mean).Sample(random);
        var run = new Stage(lengths, options).Simulate(Servers, random.NextBits(), oneWay).Under(FaultPlan.None.At(crash.SinceZero, Fault.Crash(0)));
        var outcome = run.RunUntil(crash + Limit, () => Enumerable.Range(1, Servers - 1).Any(server => run.State(server).Role == RaftRole.Leader));
        return outcome == RunOutcome.ConditionMet ? run.Now - crash : null;
    }

    /// <summary>Servers in the middle of their work: P0 leads, has just sent a heartbeat, and will do nothing more before it crashes.</summary>
    private sealed class Stage(int[] lengths, RaftOptions options) : RaftStore(Servers, options)
    {
        public override State Start(NodeId self, Effects<Message> effects)
        {
            var state = base.Start(self, effects);
            state = state with { CurrentTerm = 1, VotedFor = 0, Leader = 0 };
            for (var i = 0; i < lengths[self.Index]; i++)
                state = state with { Log = state.Log.Append(new NoOp(1)) };
            if (self != 0)
                return state;
            for (var server = 1; server < Servers; server++)
                effects.Send(server, new AppendEntries(1, 0, 0, [], 0, 0));
            return state;
        }
    }
}
