using DistLab.Checking;
using DistLab.Coordination;
using DistLab.Protocols;

namespace DistLab.Exam;

/// <summary>Question 6: on a ring, how many messages in the worst case between a request and the receipt of the token?</summary>
public static class Q6
{
    private static readonly Duration Hop = 5.Milliseconds();

    /// <summary>The question for a ring of five processes.</summary>
    public static ExamAnswer Answer() => Answer(5);

    /// <summary>The question with a fresh number of processes, 3 to 40.</summary>
    public static ExamAnswer Practice(ulong seed) => Answer(3 + new RandomStream(seed).Derive("ring").NextBelow(38));

    /// <summary>The question for a ring of given size. The answer is theory and run at once: the adversary's schedule is simulated.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two processes.</exception>
    public static ExamAnswer Answer(int processes)
    {
        var worst = WorstCase(processes).Report.Visits[0];
        return new(
            $"A group of {processes} processes uses the ring-based algorithm for mutual exclusion. How many messages are there in the worst case between the moment at which a process asks to enter and the moment at which it receives the token?",
            [
                new("Worst case", $"{worst.MessagesWhileWaiting} messages, N", worst.MessagesWhileWaiting),
            ],
            [
                "The worst moment to ask is just after having passed the token on.",
                $"It must then go round the whole ring: from this process to the next, and so on through all the others, and back to this one: {processes} processes, {processes} messages.",
                "It does not matter whether others want to enter: each that does keeps the token for a while, which costs time, but not one message more.",
                $"Simulated: asked 1 ns after passing the token on, the process saw {worst.MessagesWhileWaiting} messages arrive up to and with the token.",
            ],
            [
                new("Best case: the token is here", $"{BestCase(processes)} messages", BestCase(processes)),
                new("Counting only messages sent after the request: the first was already under way", $"{worst.MessagesSentWhileWaiting} messages, N − 1", worst.MessagesSentWhileWaiting),
                new("In time, the others not wanting to enter", $"{processes} message delays", processes),
            ]);
    }

    /// <summary>The adversary's schedule: process 1 asks a nanosecond after it has passed the token on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two processes.</exception>
    public static MutualExclusionRun WorstCase(int processes) =>
        MutualExclusionExperiment.Run(
            new TokenRingMutex(processes, Workload.OnDemand(Hop)), processes, Delay.Constant(Hop), Hop * (processes + 2),
            plan: Planned.Enter(1, at: Hop + new Duration(1)));

    /// <summary>Many requests at random moments by random processes, one at a time, each message taking 1 to 9 ms.</summary>
    /// <param name="processes">The size of the ring.</param>
    /// <param name="requests">How many requests.</param>
    /// <param name="seed">What all chance follows from.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two processes, or no request.</exception>
    public static RingWait Simulate(int processes, int requests = 200, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(requests, 1);
        var random = new RandomStream(seed).Derive("requests");
        var delay = Delay.Uniform(1.Milliseconds(), 9.Milliseconds());
        var longestRound = delay.Maximum * (processes + 1);
        var at = Duration.Zero;
        var plan = new List<Planned>();
        for (var request = 0; request < requests; request++)
        {
            // One round for the token to come, and up to one more, so that the next request finds it anywhere.
            at += longestRound + new Duration((long)random.NextBelow((ulong)longestRound.Nanoseconds));
            plan.Add(Planned.Enter(random.NextBelow(processes), at));
        }
        var run = MutualExclusionExperiment.Run(
            new TokenRingMutex(processes, Workload.OnDemand(Delay.None)), processes, delay, at + longestRound, seed, plan);
        var waits = run.Report.Visits.Select(v => v.MessagesWhileWaiting).ToList();
        return new(processes, waits.Count, waits.Min(), waits.Average(), waits.Max());
    }

    /// <summary>Every run, searched: each process asks once, whenever it likes. Process 1 never waits for more than N messages, and in some run for N.</summary>
    /// <param name="processes">The size of the ring.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two processes.</exception>
    public static ProtocolCheck<TokenRingMutex.State, MutexMessage, TokenWait> CheckWait(int processes)
    {
        var check = new TellingRing(processes).Check(processes);
        for (var node = 0; node < processes; node++)
            check = check.Inject(node, MutexMessage.Enter);
        return check
            .Observe(new TokenWait(-1, 0), (wait, node, output) => output switch
            {
                TokenArrived => wait.Arrived(),
                CriticalSectionEvent.Requested when node == 1 => wait.Asked(),
                CriticalSectionEvent.Entered when node == 1 => wait.GotIn(),
                _ => wait,
            })
            .Always("at most N messages", state => Math.Max(state.History.Hops, state.History.Waited) <= processes)
            .Sometimes("N messages", state => state.History.Waited == processes);
    }

    private sealed record TokenArrived;

    // The ring, which also says whenever the token arrives somewhere.
    private sealed class TellingRing(int processes) : TokenRingMutex(processes, Workload.OnDemand(Hop))
    {
        protected override State OnReceipt(State state, NodeId self, NodeId from, MutexMessage message, Effects<MutexMessage> effects)
        {
            effects.Output(new TokenArrived());
            return base.OnReceipt(state, self, from, message, effects);
        }
    }

    // A process that holds the token, and is about to pass it on, asks.
    private static int BestCase(int processes) =>
        MutualExclusionExperiment.Run(
            new TokenRingMutex(processes, Workload.OnDemand(Delay.None), forwarding: Hop), processes, Delay.Constant(Hop), Hop * 2,
            plan: Planned.Enter(0, at: new Duration(1))).Report.Visits[0].MessagesWhileWaiting;
}
