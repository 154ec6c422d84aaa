using DistLab.Protocols;

namespace DistLab.Consensus;

/// <summary>
/// Two generals on two hills can only win together, and their messengers may be caught. The first, P0, sends the order to
/// attack, the second a receipt, the first a receipt of the receipt, and so on for as many messages as agreed. At dawn, when
/// no messenger is under way any more, each attacks or stays, and all that he knows is how many messages have reached him.
/// </summary>
/// <remarks>
/// Akkoyunlu, Ekanadham and Huber (1975), named by Gray (1978). Whatever rule the generals agree on, there is a run in which one
/// attacks alone, or both stay though no messenger was caught, or one attacks without an order: see <see cref="All"/>. If the
/// first does not want to attack he sends nothing.
/// </remarks>
public sealed class TwoGenerals : Protocol<TwoGeneralsState, Messenger>
{
    /// <summary>An exchange of messages, and a rule for each general.</summary>
    /// <param name="messages">How many messages are exchanged, 0 … 20, if none is caught.</param>
    /// <param name="first">After how many received messages the first general attacks, if he wants to.</param>
    /// <param name="second">After how many received messages the second general attacks.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of range.</exception>
    public TwoGenerals(int messages, IEnumerable<int> first, IEnumerable<int> second)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(messages);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(messages, 20);
        (Messages, FirstAttacksAfter, SecondAttacksAfter) = (messages, [.. first], [.. second]);
    }

    /// <summary>How many messages are exchanged if none is caught.</summary>
    public int Messages { get; }

    /// <summary>After how many received messages the first general attacks, if he wants to.</summary>
    public ValueList<int> FirstAttacksAfter { get; }

    /// <summary>After how many received messages the second general attacks.</summary>
    public ValueList<int> SecondAttacksAfter { get; }

    /// <summary>The rule that everybody has first: attack when all has come that can come.</summary>
    public static TwoGenerals Cautious(int messages) => new(messages, [messages / 2], [(messages + 1) / 2]);

    /// <summary>Every protocol of so many messages: every rule for the one with every rule for the other.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not in 0 … 8.</exception>
    public static IEnumerable<TwoGenerals> All(int messages)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(messages);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(messages, 8);
        return from first in Rules(messages / 2)
               from second in Rules((messages + 1) / 2)
               select new TwoGenerals(messages, first, second);
    }

    /// <summary>The first general wants to attack, or not: both are tried.</summary>
    public override TwoGeneralsState Start(NodeId self, Effects<Messenger> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        var wantsAttack = self == 0 && effects.Choose(2) == 1;
        if (wantsAttack && Messages > 0)
            effects.Send(1, new(1));
        return Decide(new(wantsAttack, 0, false), self);
    }

    /// <summary>A messenger has come through: send the next one, if there is one more.</summary>
    public override TwoGeneralsState OnMessage(TwoGeneralsState state, NodeId self, NodeId from, Messenger message, Effects<Messenger> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(effects);
        if (message.Number < Messages)
            effects.Send(from, new(message.Number + 1));
        return Decide(state with { Received = state.Received + 1 }, self);
    }

    /// <summary>The rule in words.</summary>
    public override string ToString() => $"{Messages} messages; P0 attacks after {FirstAttacksAfter}, P1 after {SecondAttacksAfter}";

    private TwoGeneralsState Decide(TwoGeneralsState state, NodeId self) => state with
    {
        Attacks = self == 0 ? state.WantsAttack && FirstAttacksAfter.Contains(state.Received) : SecondAttacksAfter.Contains(state.Received),
    };

    private static IEnumerable<ValueList<int>> Rules(int most)
    {
        for (var set = 0; set < 1 << (most + 1); set++)
        {
            var bits = set;
            yield return [.. Enumerable.Range(0, most + 1).Where(count => (bits >> count & 1) != 0)];
        }
    }
}
