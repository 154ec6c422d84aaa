using System.Globalization;
using DistLab.Protocols;

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

    /// <summary>The money that a message carries.</summary>
    public static long In(object? message) => message is Transfer transfer ? transfer.Amount : 0;

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
        return state with { Balance = state.Balance + In(message) };
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
