using DistLab.Protocols;
using DistLab.Simulation;
using DistLab.Time;

namespace DistLab.Core.Tests;

public class SimulationTests
{
    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(0xFFFF_FFFF_FFFF_FFFFUL)]
    public void The_same_seed_gives_the_same_trace_to_the_bit(ulong seed) =>
        Assert.Equal(Chat(seed).Trace.ToString(), Chat(seed).Trace.ToString());

    [Fact]
    public void Another_seed_gives_another_trace() => Assert.NotEqual(Chat(1).Trace.Digest(), Chat(2).Trace.Digest());

    [Fact]
    public void The_trace_of_a_seed_is_the_same_on_every_machine() =>
        // A change of this number means that every published figure changes with it.
        Assert.Equal(17124489708050625629UL, Chat(42).Trace.Digest());

    [Fact]
    public void Every_message_sent_is_received_or_lost_once_when_nothing_is_under_way()
    {
        var run = Chat(3);
        var sent = run.Trace.Where(r => r.Kind is TraceKind.Send or TraceKind.Duplicate).Select(r => r.Message).ToList();
        var ended = run.Trace.Where(r => r.Kind is TraceKind.Receive or TraceKind.Lost).Select(r => r.Message).ToList();

        Assert.Equal(sent.Order(), ended.Order());
        Assert.Contains(run.Trace, r => r.Kind == TraceKind.Lost);
        Assert.Contains(run.Trace, r => r.Kind == TraceKind.Duplicate);
        Assert.Equal(run.MessagesSent, run.Trace.Count(r => r.Kind == TraceKind.Send));
        Assert.Equal(run.MessagesLost, run.Trace.Count(r => r.Kind == TraceKind.Lost));
    }

    [Fact]
    public void Loss_and_duplication_come_about_as_often_as_asked()
    {
        var run = new Simulation<Count, Word>(
            new Talker(20_000, everyMs: 1), 2, seed: 5, new Link(Delay.Constant(1.Milliseconds())) { Loss = 0.1, Duplication = 0.05 }, Trace.KeepLast(1));
        run.Run();

        Assert.InRange(run.MessagesSent, 20_000, 20_000);
        Assert.InRange(run.MessagesLost, 0.1 * 20_000 * 1.05 * 0.93, 0.1 * 20_000 * 1.05 * 1.07);
        Assert.InRange(run.State(1).Heard + run.MessagesLost, 20_000 * 1.05 * 0.99, 20_000 * 1.05 * 1.01);
    }

    [Fact]
    public void Messages_overtake_each_other_unless_the_link_keeps_their_order()
    {
        var delay = Delay.Uniform(1.Milliseconds(), 50.Milliseconds());

        Assert.False(CameInOrder(new Link(delay)));
        Assert.True(CameInOrder(new Link(delay) { InOrder = true }));
        Assert.False(CameInOrder(new Link(delay) { InOrder = true, Reordering = 0.2, ReorderingDelay = 100.Milliseconds() }));

        static bool CameInOrder(Link link)
        {
            var run = new Simulation<Count, Word>(new Talker(200, everyMs: 1), 2, seed: 5, link, Trace.KeepAll());
            run.Run();
            var received = run.Trace.Where(r => r.Kind == TraceKind.Receive).Select(r => r.Message).ToList();
            return received.SequenceEqual(received.Order());
        }
    }

    [Fact]
    public void A_link_of_its_own_is_used_in_its_direction_only()
    {
        Network network = new Network(new Link(1.Milliseconds())).With(0, 1, new Link(7.Milliseconds()));
        var run = new Simulation<Count, Word>(new PingPong(), 2, network: network, trace: Trace.KeepAll());
        run.RunUntil(Instant.FromMilliseconds(8));

        Assert.Equal([7.0, 8.0], run.Trace.Where(r => r.Kind == TraceKind.Receive).Select(r => r.At.Milliseconds));
    }

    [Fact]
    public void A_partition_stops_what_crosses_it_and_what_is_under_way_and_heals()
    {
        var run = new Simulation<Count, Word>(new Talker(100, everyMs: 1), 3, network: Delay.Constant(5.Milliseconds()), trace: Trace.KeepAll());
        run.Schedule(Instant.FromMilliseconds(30.5), Fault.Partition([0], [1, 2]));
        run.Schedule(Instant.FromMilliseconds(60.5), Fault.Heal);
        run.Run();

        // Sent from 26 ms (under way at the cut) to 60 ms.
        var lost = run.Trace.Where(r => r.Kind == TraceKind.Lost).ToList();
        Assert.Equal(35, lost.Count);
        Assert.Equal(65, run.State(1).Heard);
        Assert.All(lost, r => Assert.InRange(r.At.Milliseconds, 31, 65));
    }

    [Fact]
    public void A_crashed_node_hears_nothing_and_loses_its_timers_and_all_but_its_durable_state()
    {
        var run = new Simulation<Count, Word>(new Talker(10, everyMs: 10, durable: true), 2, network: Delay.Constant(1.Milliseconds()), trace: Trace.KeepAll());
        run.Schedule(Instant.FromMilliseconds(35), Fault.Crash(1));
        run.Schedule(Instant.FromMilliseconds(55), Fault.Restart(1));
        run.Schedule(Instant.FromMilliseconds(75), Fault.Crash(0));
        run.Run();

        Assert.Equal(3 + 2, run.State(1).Heard); // at 10, 20, 30; not at 40 and 50; at 60 and 70
        Assert.False(run.IsUp(0));
        Assert.Equal(7, run.MessagesSent);
    }

    [Fact]
    public void Without_durable_state_a_node_starts_afresh()
    {
        var run = new Simulation<Count, Word>(new Talker(5, everyMs: 10), 2, network: Delay.Constant(1.Milliseconds()));
        run.Schedule(Instant.FromMilliseconds(35), Fault.Crash(1));
        run.Schedule(Instant.FromMilliseconds(36), Fault.Restart(1));
        run.Run();

        Assert.Equal(2, run.State(1).Heard);
    }

    [Fact]
    public void A_timer_set_anew_runs_out_once_at_its_new_time()
    {
        var run = new Simulation<Count, Word>(new Resetter(), 1, trace: Trace.KeepAll());
        run.Run();

        Assert.Equal([10.0, 40.0], run.Trace.Where(r => r.Kind == TraceKind.Timer).Select(r => r.At.Milliseconds));
    }

    [Fact]
    public void Timers_follow_the_nodes_own_clock()
    {
        var run = new Simulation<Count, Word>(
            new Resetter(), 1, trace: Trace.KeepAll(), clocks: _ => new DriftingClock(driftPartsPerBillion: 250_000_000));
        run.Run();

        Assert.Equal([8.0, 32.0], run.Trace.Where(r => r.Kind == TraceKind.Timer).Select(r => r.At.Milliseconds));
    }

    [Fact]
    public void A_failing_handler_names_node_time_and_event_and_leaves_nothing_half_done()
    {
        var run = new Simulation<Count, Word>(new Thrower(), 2, trace: Trace.KeepAll());

        var error = Assert.Throws<ProtocolException>(() => run.Run());
        Assert.Contains("P1 failed at 1 ms, on Receive Word { Text = boom }", error.Message);
        Assert.DoesNotContain(run.Trace, r => r.Kind == TraceKind.Send && r.Node == 1);
    }

    [Fact]
    public void Sending_to_a_node_that_does_not_exist_is_told_with_its_circumstances()
    {
        var error = Assert.Throws<ProtocolException>(() => new Simulation<Count, Word>(new PingPong(), 1).Run());
        Assert.Equal("P0 sent Word { Text = ping } at 0 s to P1, but the nodes are P0 … P0.", error.Message);
    }

    [Fact]
    public void An_endless_run_ends_at_its_limit()
    {
        var run = new Simulation<Count, Word>(new PingPong(), 2);
        Assert.Equal(RunOutcome.EventLimit, run.Run(maxEvents: 1_000));
        Assert.Equal(1_000, run.Events);
        Assert.Equal(RunOutcome.TimeReached, run.RunFor(1.Seconds()));
        Assert.Equal(RunOutcome.ConditionMet, run.RunUntil(() => run.MessagesSent >= 5_000));
    }

    [Fact]
    public void A_trace_that_keeps_the_last_rows_ends_like_one_that_keeps_all()
    {
        var last = new Simulation<Count, Word>(new PingPong(), 2, trace: Trace.KeepLast(64));
        var all = new Simulation<Count, Word>(new PingPong(), 2, trace: Trace.KeepAll());
        last.Run(5_000);
        all.Run(5_000);

        Assert.Equal(all.Trace.TakeLast(64), last.Trace);
        Assert.Equal(64, last.Trace.Count);
        Assert.Equal(all.Trace.Recorded, last.Trace.Recorded);
        Assert.Equal(all.Trace.Recorded, all.Trace.Count);
    }

    [Fact]
    public void A_message_hop_allocates_nothing_beyond_the_message()
    {
        var run = new Simulation<Count, Word>(new PingPong(), 2);
        run.Run(100_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        run.Run(100_000);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
    }

    private static Simulation<Count, Word> Chat(ulong seed)
    {
        var link = new Link(Delay.LogNormal(5.Milliseconds(), 0.7)) { Loss = 0.1, Duplication = 0.1, Reordering = 0.1 };
        var run = new Simulation<Count, Word>(new Talker(200, everyMs: 3, jitter: true), 4, seed, link, Trace.KeepAll());
        run.Schedule(Instant.FromMilliseconds(100), Fault.Partition([0, 1], [2, 3]));
        run.Schedule(Instant.FromMilliseconds(150), Fault.Heal);
        run.Schedule(Instant.FromMilliseconds(200), Fault.Crash(2));
        run.Schedule(Instant.FromMilliseconds(250), Fault.Restart(2));
        run.Run();
        return run;
    }

    private sealed record Count(int Said, int Heard);

    private sealed record Word(string Text);

    /// <summary>P0 says a number of words, one after another, to a node that it chooses.</summary>
    private sealed class Talker(int words, int everyMs, bool jitter = false, bool durable = false) : Protocol<Count, Word>
    {
        private static readonly Word Hello = new("hello");
        private readonly Delay _pause = jitter ? Delay.Exponential(everyMs.Milliseconds()) : everyMs.Milliseconds();

        public override Count Start(NodeId self, Effects<Word> effects)
        {
            if (self == 0)
                effects.SetTimer(Hello, _pause);
            return new(0, 0);
        }

        public override Count OnTimer(Count state, NodeId self, Word timer, Effects<Word> effects)
        {
            effects.Send(jitter ? 1 + effects.Choose(3) : 1, Hello);
            if (state.Said + 1 < words)
                effects.SetTimer(timer, _pause);
            return state with { Said = state.Said + 1 };
        }

        public override Count OnMessage(Count state, NodeId self, NodeId from, Word message, Effects<Word> effects) =>
            state with { Heard = state.Heard + 1 };

        public override Count? Durable(Count state) => durable ? state : null;
    }

    private sealed class PingPong : Protocol<Count, Word>
    {
        private static readonly Count Zero = new(0, 0);
        private static readonly Word Ping = new("ping");

        public override Count Start(NodeId self, Effects<Word> effects)
        {
            if (self == 0)
                effects.Send(1, Ping);
            return Zero;
        }

        public override Count OnMessage(Count state, NodeId self, NodeId from, Word message, Effects<Word> effects)
        {
            effects.Send(from, Ping);
            return state;
        }
    }

    private sealed class Resetter : Protocol<Count, Word>
    {
        public override Count Start(NodeId self, Effects<Word> effects)
        {
            effects.SetTimer(new("short"), 10.Milliseconds());
            effects.SetTimer(new("long"), 20.Milliseconds());
            effects.SetTimer(new("never"), 25.Milliseconds());
            return new(0, 0);
        }

        public override Count OnMessage(Count state, NodeId self, NodeId from, Word message, Effects<Word> effects) => state;

        public override Count OnTimer(Count state, NodeId self, Word timer, Effects<Word> effects)
        {
            if (timer.Text == "short")
            {
                effects.SetTimer(new("long"), 30.Milliseconds());
                effects.CancelTimer(new("never"));
            }
            return state;
        }
    }

    private sealed class Thrower : Protocol<Count, Word>
    {
        public override Count Start(NodeId self, Effects<Word> effects)
        {
            if (self == 0)
                effects.Send(1, new("boom"));
            return new(0, 0);
        }

        public override Count OnMessage(Count state, NodeId self, NodeId from, Word message, Effects<Word> effects)
        {
            effects.Send(0, new("half"));
            throw new InvalidOperationException("no");
        }
    }
}
