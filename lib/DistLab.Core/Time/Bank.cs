using System.Globalization;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Time;

/// <summary>A bank with a branch on each node: again and again each sends some of its money to another, chosen at random. Money is neither made nor lost.</summary>
/// <remarks>The example by which Chandy and Lamport (1985) and many after them explain snapshots.</remarks>
public sealed class Bank : Protocol<Bank.State, Bank.Message>
{
    private static readonly Pay ThePay = new();

    private readonly int _nodes;
    private readonly long _balance;
    private readonly int _transfers;

    /// <summary>A bank.</summary>
    /// <param name="nodes">How many branches it has, 2 or more.</param>
    /// <param name="balance">What each has at first, 0 or more.</param>
    /// <param name="transfers">How many transfers each makes; with nothing left to send, it passes one over.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Bank(int nodes, long balance = 100, int transfers = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(balance);
        ArgumentOutOfRangeException.ThrowIfNegative(transfers);
        _nodes = nodes;
        _balance = balance;
        _transfers = transfers;
    }

    /// <summary>All the money that there is.</summary>
    public long Money => _nodes * _balance;

    /// <summary>How long a branch waits before each transfer; by default 10 ms on average, memoryless.</summary>
    public Delay Pause { get; init; } = Delay.Exponential(10.Milliseconds());

    /// <summary>The most that is sent at once; each amount from 1 on is as likely. By default 20.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Most
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Most));
            field = value;
        }
    } = 20;

    /// <summary>What a branch remembers.</summary>
    /// <param name="Balance">What it has.</param>
    /// <param name="Left">How many transfers it has yet to make.</param>
    public sealed record State(long Balance, int Left)
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Balance} €");
    }

    /// <summary>What branches send.</summary>
    public abstract record Message;

    /// <summary>Money on its way.</summary>
    /// <param name="Amount">How much.</param>
    public sealed record Transfer(long Amount) : Message
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount} €");
    }

    private sealed record Pay : Message
    {
        public override string ToString() => "pay";
    }

    /// <summary>The money in a branch's state, in a message, or in a branch's or the whole bank's snapshot; none in anything else.</summary>
    public static long MoneyIn(object? value) => value switch
    {
        State state => state.Balance,
        Transfer transfer => transfer.Amount,
        LocalSnapshot<State, Message> part => part.State.Balance + part.Messages.Sum(message => MoneyIn(message.Content)),
        GlobalSnapshot<State, Message> snapshot => snapshot.Parts.Sum(MoneyIn),
        _ => 0,
    };

    /// <summary>The money in a cut through a run of the bank: at the branches, and under way.</summary>
    /// <exception cref="InvalidOperationException">The trace keeps no states.</exception>
    public static long MoneyIn(Cut cut)
    {
        ArgumentNullException.ThrowIfNull(cut);
        return cut.Counts.Select((_, node) => cut.State<State>(node).Balance).Sum() + cut.InTransit.Sum(message => MoneyIn(message.Content));
    }

    /// <summary>The snapshots of a run of the bank that every branch has completed, in order.</summary>
    /// <param name="trace">The run.</param>
    /// <param name="nodes">How many branches there are.</param>
    public static IReadOnlyList<GlobalSnapshot<State, Message>> SnapshotsIn(Trace trace, int nodes) =>
        GlobalSnapshot<State, Message>.From(trace, nodes);

    /// <inheritdoc/>
    public override State Start(NodeId self, Effects<Message> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        if (_transfers > 0)
            effects.SetTimer(ThePay, Pause);
        return new(_balance, _transfers);
    }

    /// <inheritdoc/>
    public override State OnMessage(State state, NodeId self, NodeId from, Message message, Effects<Message> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state with { Balance = state.Balance + MoneyIn(message) };
    }

    /// <inheritdoc/>
    public override State OnTimer(State state, NodeId self, Message timer, Effects<Message> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(effects);
        if (state.Left > 1)
            effects.SetTimer(ThePay, Pause);
        if (state.Balance == 0)
            return state with { Left = state.Left - 1 };
        var other = effects.Choose(_nodes - 1);
        var amount = 1 + effects.Choose((int)Math.Min(Most, state.Balance));
        effects.Send(other < self.Index ? other : other + 1, new Transfer(amount));
        return new(state.Balance - amount, state.Left - 1);
    }
}
