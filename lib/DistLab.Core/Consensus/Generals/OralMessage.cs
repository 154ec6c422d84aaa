using DistLab.Protocols;

namespace DistLab.Consensus;

/// <summary>What travels in <see cref="OralMessages"/>: an order, by word of mouth.</summary>
/// <param name="Path">Who is said to have said it to whom: the commander first, the sender last.</param>
/// <param name="Order">The order.</param>
public sealed record OralMessage(ValueList<NodeId> Path, Order Order)
{
    /// <summary>For example <c>P1 says P0 says attack</c>.</summary>
    public override string ToString() => string.Concat(Path.Reverse().Select(who => $"{who} says ")) + (Order == Order.Attack ? "attack" : "retreat");

    /// <summary>The same message with the other order: what a traitor says.</summary>
    /// <remarks>Of two orders there is one to lie about. Silence is heard as <see cref="Order.Retreat"/> where messages take a known time, so that saying so covers it.</remarks>
    public static OralMessage Lie(OralMessage message, Func<int, int> choose)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message with { Order = message.Order == Order.Attack ? Order.Retreat : Order.Attack };
    }
}
