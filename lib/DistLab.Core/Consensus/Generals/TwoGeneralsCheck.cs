using DistLab.Checking;

namespace DistLab.Consensus;

/// <summary>What is asked of <see cref="TwoGenerals"/>.</summary>
public static class TwoGeneralsCheck
{
    /// <summary>The three claims, of which every protocol breaks one, with a network that may catch every messenger.</summary>
    /// <param name="protocol">The protocol.</param>
    public static ProtocolCheck<TwoGeneralsState, Messenger, Nothing> Claims(this TwoGenerals protocol)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        return protocol.Check(nodes: 2, losses: protocol.Messages)
            .WhenQuiet("nobody attacks alone", state => state[0]!.Attacks == state[1]!.Attacks)
            .WhenQuiet("nobody attacks without an order", state => state[0]!.WantsAttack || !state.States.Any(general => general.Attacks))
            .WhenQuiet("they attack when no messenger was caught", state => !state[0]!.WantsAttack || state.Losses > 0 || state.States.All(general => general.Attacks));
    }
}
