using DistLab.Protocols;
using DistLab.Simulation;
using FsCheck;
using FsCheck.Fluent;

namespace DistLab.Core.Tests;

public class EventQueueTests
{
    [Fact]
    public void Events_come_out_by_time_and_in_order_of_insertion_among_equals()
    {
        var queue = new EventQueue<string>();
        queue.Enqueue(new(20), "c");
        queue.Enqueue(new(10), "a");
        queue.Enqueue(new(20), "d");
        queue.Enqueue(new(10), "b");

        Assert.Equal(["a", "b", "c", "d"], Drain(queue).Select(e => e.Item));
    }

    [Fact]
    public void Any_mix_of_insertions_removals_and_cancellations_equals_a_sorted_list()
    {
        var shapes = Gen.Elements(1L, 3L, 1_000L, 1_000_000L, 1_000_000_000_000L, long.MaxValue / 4);
        var runs = from seed in Gen.Choose(0, int.MaxValue) from scale in shapes from size in Gen.Elements(5, 100, 2_000) select (seed, scale, size);
        Prop.ForAll(runs.ToArbitrary(), run => AgreesWithSortedList(run.seed, run.scale, run.size)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_burst_of_a_hundred_thousand_events_among_sparse_ones_keeps_its_order() =>
        Assert.True(AgreesWithSortedList(7, 1_000_000_000, 300, burst: 100_000));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Half_a_million_events_go_in_whatever_the_first_ones_were_like(bool descending)
    {
        // The first events lie far apart, so that all others would fall into the first day. Quadratic work would take minutes.
        var queue = new EventQueue<int>();
        var random = new RandomStream(4);
        for (var i = 1; i <= 20; i++)
            queue.Enqueue(new(i * 1_000_000_000_000L), -i);
        for (var i = 0; i < 500_000; i++)
            queue.Enqueue(new(descending ? 500_000 - i : (long)random.NextBelow(1_000_000_000UL)), i);

        var order = Drain(queue);
        Assert.Equal(500_020, order.Count);
        Assert.True(order.Zip(order.Skip(1)).All(pair => pair.First.At < pair.Second.At || (pair.First.At == pair.Second.At && pair.First.Item < pair.Second.Item)));
    }

    [Fact]
    public void Nothing_can_be_inserted_before_the_event_that_was_removed_last()
    {
        var queue = new EventQueue<int>();
        queue.Enqueue(new(5), 1);
        Assert.True(queue.TryDequeue(out _, out _));

        Assert.Throws<ArgumentOutOfRangeException>(() => queue.Enqueue(new(4), 2));
        queue.Enqueue(new(5), 3);
        Assert.Equal([(5L, 3)], Drain(queue));
    }

    [Fact]
    public void A_limit_leaves_later_events_where_they_are()
    {
        var queue = new EventQueue<int>();
        for (var i = 0; i < 200; i++)
            queue.Enqueue(new(i * 1_000_000L), i);

        Assert.True(queue.TryDequeue(new(0), out _, out var first));
        Assert.False(queue.TryDequeue(new(999_999), out _, out _));
        queue.Enqueue(new(500), -1);
        Assert.Equal(0, first);
        Assert.Equal([-1, .. Enumerable.Range(1, 199)], Drain(queue).Select(e => e.Item));
    }

    [Fact]
    public void A_cancelled_event_never_comes_and_its_handle_goes_stale()
    {
        var queue = new EventQueue<int>();
        var handle = queue.Enqueue(new(1), 1);

        Assert.True(queue.Cancel(handle));
        Assert.False(queue.Cancel(handle));
        queue.Enqueue(new(2), 2); // takes the same slot
        Assert.False(queue.Cancel(handle));
        Assert.False(queue.Cancel(default));
        Assert.Equal([(2L, 2)], Drain(queue));
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public void A_timer_set_anew_a_million_times_does_not_fill_the_queue()
    {
        var queue = new EventQueue<int>();
        for (var i = 0; i < 100; i++)
            queue.Enqueue(new(1_000_000 + i), i);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var handle = queue.Enqueue(new(1_000_000_000), -1);
        for (var i = 0; i < 1_000_000; i++)
        {
            queue.Cancel(handle);
            handle = queue.Enqueue(new(1_000_000_000 + i), -1);
        }

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 20_000_000, "Stale entries pile up.");
        Assert.Equal(101, Drain(queue).Count);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1_000)]
    [InlineData(50_000)]
    public void The_steady_state_allocates_nothing(int pending)
    {
        var queue = new EventQueue<int>();
        var random = new RandomStream(3);
        for (var i = 0; i < pending; i++)
            queue.Enqueue(new((long)random.NextBelow(1_000_000UL)), i);
        Turn(queue, random, 2_000_000);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Turn(queue, random, 1_000_000);

        // A calendar that is re-cut now and then may allocate a little; not one byte per event.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        Assert.Equal(pending, queue.Count);
    }

    private static void Turn(EventQueue<int> queue, RandomStream random, int times)
    {
        for (var i = 0; i < times; i++)
        {
            queue.TryDequeue(out var at, out var item);
            queue.Enqueue(at + new Duration((long)random.NextBelow(1_000_000UL)), item);
        }
    }

    private static bool AgreesWithSortedList(int seed, long scale, int size, int burst = 0)
    {
        var random = new RandomStream((ulong)seed);
        var queue = new EventQueue<int>();
        var model = new SortedDictionary<(long Time, int Number), EventHandle>();
        var now = 0L;
        var number = 0;
        for (var i = 0; i < burst; i++)
            Insert(scale / 2 + (long)random.NextBelow(50UL));
        for (var step = 0; step < size * 10; step++)
        {
            var what = random.NextBelow(10);
            if (what < 5 || model.Count == 0)
                Insert(random.NextBool(0.2) ? now : now + (long)random.NextBelow((ulong)(random.NextBool(0.05) ? Math.Min(scale, long.MaxValue / 400) * 100 : scale)));
            else if (what == 5)
                Cancel(model.ElementAt(random.NextBelow(Math.Min(model.Count, 20))));
            else if (!RemoveFirst())
                return false;
            if (queue.Count != model.Count)
                return false;
        }
        while (model.Count > 0)
        {
            if (!RemoveFirst())
                return false;
        }
        return !queue.TryDequeue(out _, out _);

        void Insert(long at)
        {
            if (at < now)
                return;
            model.Add((at, number), queue.Enqueue(new(at), number));
            number++;
        }

        void Cancel(KeyValuePair<(long, int), EventHandle> entry)
        {
            queue.Cancel(entry.Value);
            model.Remove(entry.Key);
        }

        bool RemoveFirst()
        {
            var expected = model.First().Key;
            model.Remove(expected);
            now = expected.Time;
            return queue.TryDequeue(out var at, out var item) && (at.Nanoseconds, item) == expected;
        }
    }

    private static List<(long At, T Item)> Drain<T>(EventQueue<T> queue)
    {
        var all = new List<(long, T)>();
        while (queue.TryDequeue(out var at, out var item))
            all.Add((at.Nanoseconds, item));
        return all;
    }
}
