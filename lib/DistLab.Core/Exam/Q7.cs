using DistLab.Coordination;
using DistLab.Protocols;

namespace DistLab.Exam;

/// <summary>Question 7: does mutual exclusion by a central server tolerate the crash of a client?</summary>
/// <remarks>
/// Five nodes: the server P0 and clients P1 … P4; a message takes 2 ms. P1 asks at 0 ms and works for 20 ms, P2 asks at 5 ms
/// and waits behind it, P4 asks at 40 ms; each works for 20 ms. P3 never asks.
/// </remarks>
public static class Q7
{
    private static readonly Duration Hop = 2.Milliseconds();
    private static readonly Duration Work = 20.Milliseconds();
    private static readonly Duration CrashAt = 10.Milliseconds();
    private static readonly Duration Length = 2.Seconds();

    /// <summary>The lease of the cases that have one: long enough for a client that works, and no longer than needed.</summary>
    public static Duration Lease { get; } = 50.Milliseconds();

    /// <summary>The question, answered by running each case.</summary>
    public static ExamAnswer Answer()
    {
        var cases = Cases();
        return new(
            "Mutual exclusion is provided by a central server that grants permission to one client after another. Does it tolerate the crash of a client?",
            [
                new("Answer", "Only of a client that neither holds the permission nor has asked for it."),
                .. cases.Where(c => c.Lease is null && !c.Crash.Contains("server", StringComparison.Ordinal)).Select(Result),
            ],
            [
                "The server waits for a release after each grant. What matters is whether the crashed client still owes it one, or will.",
                "A client that neither holds nor waits owes nothing: nobody notices its crash.",
                "A holder will never release: the server waits for ever, and so does everybody behind it.",
                "A client that waits is granted its turn though it is dead: from then on it is a holder that will never release.",
                "The cure is to stop waiting: a lease after which the server takes the permission back, or a detector that tells it who has crashed.",
            ],
            [
                .. cases.Where(c => c.Lease is not null && !c.Crash.Contains("server", StringComparison.Ordinal)).Select(Result),
                .. cases.Where(c => c.Crash.Contains("server", StringComparison.Ordinal)).Select(Result),
                Result(SlowHolder()),
            ]);
    }

    /// <summary>Every case, run: each client's crash without and with a lease, and the server's.</summary>
    public static IReadOnlyList<CrashCase> Cases() =>
    [
        .. new Duration?[] { null, Lease }.SelectMany(lease => new[]
        {
            Case("a client that neither holds nor waits", lease, Planned.Crash(3, CrashAt)),
            Case("a client that waits", lease, Planned.Crash(2, CrashAt)),
            Case("the holder", lease, Planned.Crash(1, CrashAt)),
        }),
        Case("the server", null, Planned.Crash(0, CrashAt)),
        Case("the server, which restarts with an empty memory", null, Planned.Crash(0, CrashAt), Planned.Restart(0, CrashAt + Hop), Planned.Enter(3, CrashAt + Hop)),
    ];

    /// <summary>What a lease costs: the holder is not dead, only slow, and works for longer than its lease.</summary>
    public static CrashCase SlowHolder() =>
        Case("no crash, but the holder is slow and outlives its lease", Work / 2);

    /// <summary>Which client crashes is drawn: idle, waiting or holding, without or with a lease. The answer is the run's outcome.</summary>
    public static ExamAnswer Practice(ulong seed)
    {
        var random = new RandomStream(seed).Derive("crash");
        var cases = Cases();
        var drawn = cases[random.NextBelow(cases.Count)];
        return new(
            $"A central server {(drawn.Lease is null ? "without leases" : "with leases")} serves P1, P2 and P4. P1 is inside, P2 waits, P4 will ask later; a crash: {drawn.Crash}. Who gets in afterwards, and who waits for ever?",
            [
                new("Outcome", drawn.Outcome),
                new("Enter afterwards", CrashCase.Names(drawn.EnteredAfterwards), drawn.EnteredAfterwards.Count),
                new("Wait for ever", CrashCase.Names(drawn.WaitingForEver), drawn.WaitingForEver.Count),
            ],
            [
                "Ask what the server waits for: the release of its last grant, if that is still to come.",
                $"Run: {Sentence(drawn)}.",
            ],
            []);
    }

    private static CrashCase Case(string crash, Duration? lease, params IEnumerable<Planned> plan)
    {
        var run = MutualExclusionExperiment.Run(
            new CentralServerMutex(Workload.OnDemand(Work), lease is { } length ? Delay.Constant(length) : null),
            nodes: 5,
            Delay.Constant(Hop),
            Length,
            plan: [Planned.Enter(1, Duration.Zero), Planned.Enter(2, 5.Milliseconds()), Planned.Enter(4, 40.Milliseconds()), .. plan]);
        var after = Instant.Zero + CrashAt;
        return new(
            crash,
            lease,
            [.. run.Report.Visits.Where(v => v.Entered > after).OrderBy(v => v.Entered).Select(v => v.Node)],
            [.. run.Report.Waiting.Select(v => v.Node)],
            run.Report.IsSafe,
            run);
    }

    private static ExamResult Result(CrashCase of)
    {
        var lease = of.Lease is null ? "" : $", lease {of.Lease}";
        var crash = of.Crash.StartsWith("no crash", StringComparison.Ordinal) ? of.Crash : $"Crash of {of.Crash}";
        return new(char.ToUpperInvariant(crash[0]) + crash[1..] + lease, Sentence(of));
    }

    private static string Sentence(CrashCase of) =>
        $"{of.Outcome}; {(of.EnteredAfterwards.Count == 0 ? "nobody gets" : CrashCase.Names(of.EnteredAfterwards) + (of.EnteredAfterwards.Count == 1 ? " gets" : " get"))} in afterwards, "
        + $"{(of.WaitingForEver.Count == 0 ? "nobody waits" : CrashCase.Names(of.WaitingForEver) + (of.WaitingForEver.Count == 1 ? " waits" : " wait"))} for ever";
}
