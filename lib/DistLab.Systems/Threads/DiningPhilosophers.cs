using System.Runtime.ExceptionServices;
using DistLab.Coordination;
using DistLab.Protocols;

namespace DistLab.Systems.Threads;

/// <summary>
/// Philosophers round a table on real threads, a fork between any two; to eat, one needs the fork at the left and the one at
/// the right. Each takes the left one first; they wait until all have done so, and only then reach for the right one.
/// </summary>
/// <remarks>After E. W. Dijkstra, Hierarchical ordering of sequential processes, Acta Informatica 1, 1971.</remarks>
public static class DiningPhilosophers
{
    private static readonly Duration UntilDeadlock = 10.Seconds();

    /// <summary>Has them eat. All threads have ended when it returns.</summary>
    /// <param name="philosophers">How many there are, 2 to 64. Philosopher <c>i</c> is <c>P(i)</c>; at its left lies fork <c>i</c>.</param>
    /// <param name="cure">What is done about deadlocks. With <see cref="DeadlockCure.Order"/> each takes the fork with the smaller number first, and nobody waits for the others.</param>
    /// <param name="victim">Whom a detector ends.</param>
    /// <param name="findCycle">What finds a circle; by default the whole graph is searched.</param>
    /// <param name="limit">How long they are left waiting in a circle before they are sent home. Default 10 s, but 300 ms where nothing is done or the finder is one's own.</param>
    /// <remarks>What <paramref name="findCycle"/> throws is thrown here.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 or more than 64.</exception>
    public static DinnerReport Run(
        int philosophers, DeadlockCure cure, VictimPolicy victim = VictimPolicy.Youngest, Func<WaitForGraph, ValueList<NodeId>>? findCycle = null, Duration? limit = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(philosophers, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(philosophers, 64);
        var options = Cures.Options(cure) with { Victim = victim };
        using var forks = new LockManager(findCycle is null ? options : options with { FindCycle = findCycle });
        var table = new Table(forks, cure, philosophers);
        table.Begin();
        // A circle that stands still is what the limit is for; until there is one, they are only slow.
        var patience = limit ?? (cure == DeadlockCure.None || findCycle is not null ? 300.Milliseconds() : UntilDeadlock);
        var isStuck = forks.WaitUntil(graph => graph.HasDeadlock || table.IsOver, UntilDeadlock) && !table.WaitForEnd(patience);
        var graph = isStuck ? forks.Graph : WaitForGraph.Empty;
        forks.Dispose();
        table.SendHome();
        return new(cure, table.Meals, graph, forks.Deadlocks, table.Retries);
    }

    private sealed class Table(LockManager forks, DeadlockCure cure, int count)
    {
        private readonly Rendezvous _allHoldTheLeft = new(cure == DeadlockCure.Order ? 0 : count);
        private readonly CancellationTokenSource _closing = new();
        private readonly int[] _meals = new int[count];
        private readonly List<Thread> _threads = [];
        private Exception? _failure;
        private int _gone;
        private int _retries;

        public ValueList<int> Meals => [.. _meals];

        public int Retries => _retries;

        public bool IsOver => Volatile.Read(ref _gone) == _meals.Length;

        public void Begin()
        {
            // Sessions are begun here, so that P0 is philosopher 0 however the threads are scheduled.
            foreach (var i in Enumerable.Range(0, _meals.Length))
            {
                var session = forks.Begin();
                _threads.Add(new Thread(() => Dine(i, session)) { IsBackground = true, Name = $"philosopher {i}" });
            }
            _threads.ForEach(thread => thread.Start());
        }

        public bool WaitForEnd(Duration limit) => forks.WaitUntil(_ => IsOver, limit);

        public void SendHome()
        {
            _closing.Cancel();
            _threads.ForEach(thread => thread.Join());
            if (_failure is not null)
                ExceptionDispatchInfo.Throw(_failure);
        }

        private void Dine(int i, LockSession session)
        {
            try
            {
                while (!TryToEat(i, session))
                    Interlocked.Increment(ref _retries);
            }
            catch (Exception e) when (e is ObjectDisposedException or OperationCanceledException)
            {
                // Sent home hungry.
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref _failure, e, null);
            }
            finally
            {
                Interlocked.Increment(ref _gone);
                session.Dispose();
            }
        }

        private bool TryToEat(int i, LockSession session)
        {
            var (first, second) = (i, (i + 1) % _meals.Length);
            if (cure == DeadlockCure.Order && first > second)
                (first, second) = (second, first);
            try
            {
                session.Acquire($"fork {first}");
                _allHoldTheLeft.Meet(_closing.Token);
                session.Acquire($"fork {second}");
                _meals[i]++;
                return true;
            }
            catch (Exception e) when (e is DeadlockException or TimeoutException)
            {
                return false;
            }
            finally
            {
                session.ReleaseAll();
            }
        }
    }
}
