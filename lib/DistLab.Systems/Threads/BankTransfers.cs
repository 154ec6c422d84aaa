using DistLab.Protocols;

namespace DistLab.Systems.Threads;

/// <summary>
/// Tellers on real threads move money between accounts drawn by chance. For each transfer a teller locks the account that pays,
/// then the one that is paid, looks at both, works for a moment, and writes both.
/// </summary>
public sealed record BankTransfers
{
    private const long Deposit = 1_000;

    /// <summary>How many accounts there are, at least 2: the fewer, the more often tellers meet. Default 8.</summary>
    public int Accounts { get; init; } = 8;

    /// <summary>How many threads there are, at least 1. Default 4.</summary>
    public int Tellers { get; init; } = 4;

    /// <summary>How many transfers each teller does. Default 200.</summary>
    public int TransfersEach { get; init; } = 200;

    /// <summary>How long a teller works between the two locks, and again before it writes: its thread sleeps. Default 1 ms; 0 only gives way to the others.</summary>
    public Duration Work { get; init; } = 1.Milliseconds();

    /// <summary>What is done about deadlocks.</summary>
    public DeadlockCure Cure { get; init; } = DeadlockCure.Detection;

    /// <summary>Whom a detector ends.</summary>
    public VictimPolicy Victim { get; init; }

    /// <summary>What the accounts are drawn from. In which order threads run is the machine's choice.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>After which time all are sent home, done or not. Default 20 s.</summary>
    public Duration Limit { get; init; } = 20.Seconds();

    /// <summary>Does them. All threads have ended when it returns.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two accounts, or no teller.</exception>
    public BankReport Run() => Run(new(Cures.Options(Cure) with { Victim = Victim }));

    /// <summary>The same transfers with prevention, detection, periodic detection and timeouts, over fewer and more accounts.</summary>
    /// <param name="accounts">How many accounts there are: a run for each.</param>
    /// <param name="tellers">How many threads there are.</param>
    /// <param name="transfersEach">How many transfers each does.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two accounts, or no teller.</exception>
    public static IReadOnlyList<BankReport> Compare(IEnumerable<int> accounts, int tellers = 8, int transfersEach = 40)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        return
        [
            .. from count in accounts
               from cure in Enum.GetValues<DeadlockCure>()
               where cure != DeadlockCure.None
               select new BankTransfers { Accounts = count, Tellers = tellers, TransfersEach = transfersEach, Cure = cure }.Run(),
        ];
    }

    internal BankReport Run(LockManager locks)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Accounts, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(Tellers, 1);
        using (locks)
        {
            var accounts = Enumerable.Repeat(Deposit, Accounts).ToArray();
            var (done, retries) = (0, 0);
            void Serve(int teller)
            {
                var random = new RandomStream(Seed).Derive((ulong)teller);
                for (var i = 0; i < TransfersEach; i++)
                {
                    var (from, to) = Draw(random);
                    Interlocked.Add(ref retries, locks.Run(session => Transfer(session, accounts, from, to)));
                    Interlocked.Increment(ref done);
                }
            }
            var clock = RunClock.Start();
            var threads = RealThreads.Run(Limit, [.. Enumerable.Range(0, Tellers).Select(teller => new Action(() => Serve(teller)))]);
            var elapsed = clock.Now - Instant.Zero;
            if (threads.Failures.Count > 0)
                throw new InvalidOperationException($"A teller failed: {threads.Failures[0].Message}", threads.Failures[0]);
            return new(Cure, Accounts, done, Deposit * Accounts, accounts.Sum(), locks.Counts, retries, elapsed, done == Tellers * TransfersEach);
        }
    }

    private (int From, int To) Draw(RandomStream random)
    {
        var from = random.NextBelow(Accounts);
        return (from, (from + 1 + random.NextBelow(Accounts - 1)) % Accounts);
    }

    private void Transfer(LockSession session, long[] accounts, int from, int to)
    {
        var (first, second) = Cure == DeadlockCure.Order && from > to ? (to, from) : (from, to);
        session.Acquire($"account {first}");
        Pause();
        session.Acquire($"account {second}");
        var (payer, payee) = (accounts[from], accounts[to]);
        Pause();
        accounts[from] = payer - 1;
        accounts[to] = payee + 1;
    }

    // A sleep, as for a disk or a colleague: the two locks are taken at moments that others can come between.
    private void Pause() => Thread.Sleep((int)Work.Milliseconds);
}
