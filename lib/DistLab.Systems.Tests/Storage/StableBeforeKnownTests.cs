using System.Text;
using DistLab.Protocols;
using DistLab.Simulation;
using DistLab.Systems.Tests.Nodes;
using DistLab.Time;
using static DistLab.Systems.Tests.Nodes.Counter;

namespace DistLab.Systems.Tests.Storage;

/// <summary>What anybody may know of a node, a loss of power must not take back: it is flushed before messages and outputs leave.</summary>
public sealed class StableBeforeKnownTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Whenever_the_power_goes_all_that_was_said_is_on_the_disk() => Assert.Empty(await BrokenPromisesAsync(new()));

    [Fact]
    public async Task A_disk_that_does_not_flush_is_found() => Assert.NotEmpty(await BrokenPromisesAsync(new(flushes: false)));

    [Fact]
    public void A_replacement_leaves_the_old_or_the_new_records_whenever_the_power_goes()
    {
        var (disk, path) = (new PowerLossDisk(), _folder.At("file"));
        using (var file = WriteAheadFile.Open(path, disk))
        {
            file.Append("old"u8);
            Assert.Empty(Left());
            file.Flush();
            Assert.Equal(["old"], Left());
            file.Append("dropped"u8);
            file.Replace("new"u8.ToArray(), "newer"u8.ToArray());
            Assert.Equal(["new", "newer"], Left());
            file.Append("last"u8);
            Assert.Equal(["new", "newer"], Left());
            file.Flush();
            Assert.Equal(["new", "newer", "last"], Left());
        }

        IEnumerable<string> Left()
        {
            File.WriteAllBytes(_folder.At("left"), disk.LeftOf(path) ?? []);
            using var left = WriteAheadFile.Open(_folder.At("left"));
            return [.. left.Recovered.Select(Encoding.UTF8.GetString)];
        }
    }

    /// <summary>Runs a durable counter and looks, each time that something leaves, at what a loss of power would leave.</summary>
    private async Task<IReadOnlyList<string>> BrokenPromisesAsync(PowerLossDisk disk)
    {
        var (path, universe) = (_folder.At("P0.wal"), TypeUniverse.Of(typeof(Counter), typeof(Counter.State), typeof(Message)));
        using var durable = new DurableState<Counter.State>(path, universe, new Counter(), disk);
        var watcher = new Watcher(() =>
        {
            File.WriteAllBytes(_folder.At("left"), disk.LeftOf(path) ?? []);
            using var left = new DurableState<Counter.State>(_folder.At("left"), universe, new Counter());
            return left.Latest?.Count ?? 0;
        });
        var life = new NodeLife(0, 2, 0, 0, Seed: 1, RunClock.Start(), new DriftingClock());
        var loop = new NodeLoop<Counter.State, Message>(new Counter(), life, watcher, durable, watcher);
        loop.Start();
        for (var i = 1; i <= 100; i++)
        {
            loop.Post(new(NodeId.Outside, new Add(1), i, null));
            loop.Post(new(NodeId.Outside, new Forward(1, i), i, null));
            if (i % 7 == 0)
                await Task.Yield();
        }
        await Eventually.HoldsAsync(() => watcher.Sent == 100, "all is sent");
        loop.Stop();
        await loop.Completion;
        return watcher.Broken;
    }

    /// <summary>The world outside: to it the counts are known that were output, or that were told in a message.</summary>
    private sealed class Watcher(Func<int> left) : INodePort<Message>, INodeObserver
    {
        private int _saying;
        private int _sending;
        private int _sent;

        public List<string> Broken { get; } = [];

        public int Sent => Volatile.Read(ref _sent);

        // P0's forward number i follows its i-th addition.
        public bool TrySend(NodeId to, long number, long[] clock, Message message)
        {
            _sending = ((Add)message).Amount;
            return true;
        }

        public void Record(in NodeRow row)
        {
            if (row.Kind == TraceKind.Output)
                _saying = (int)row.Content!;
        }

        void INodeObserver.Publish() => Expect(_saying, "said");

        void INodePort<Message>.Publish()
        {
            Expect(_sending, "sent");
            Volatile.Write(ref _sent, _sending);
        }

        private void Expect(int known, string how)
        {
            if (left() is var kept && kept < known)
                Broken.Add($"{known} was {how} when only {kept} was safe");
        }
    }
}
