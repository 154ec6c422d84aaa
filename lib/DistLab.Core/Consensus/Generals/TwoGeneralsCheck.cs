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

    /// <summary>Whether a protocol keeps the first two claims, be it at the price of the third.</summary>
    /// <param name="protocol">The protocol.</param>
    public static bool IsSafe(this TwoGenerals protocol)
    {
        var result = protocol.Claims().FindAll().Run(OneWorker.Instance);
        return result.Findings.Take(2).All(finding => finding.Verdict == Verdict.Holds);
    }

    /// <summary>Searches every protocol: each rule for the one general with each for the other.</summary>
    /// <param name="mostMessages">With how many messages at most.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than no messages.</exception>
    public static IReadOnlyList<TwoGeneralsVerdict> TryAll(int mostMessages)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(mostMessages);
        return [.. Enumerable.Range(0, mostMessages + 1).SelectMany(TwoGenerals.All).Select(Judge)];
    }

    private static TwoGeneralsVerdict Judge(TwoGenerals protocol) => new(
        protocol.Messages, protocol.Claims().Run(OneWorker.Instance).Findings.FirstOrDefault(finding => finding.Verdict == Verdict.Violated)?.Name);
}
