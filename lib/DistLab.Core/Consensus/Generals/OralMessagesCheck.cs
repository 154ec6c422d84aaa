using DistLab.Checking;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Consensus;

/// <summary>What is asked of <see cref="OralMessages"/>, and what it costs.</summary>
public static class OralMessagesCheck
{
    /// <summary>OM(1) with one traitor, who lies to whom he likes, and the two claims: all loyal lieutenants do the same, and what a loyal commander says.</summary>
    /// <param name="generals">How many generals there are, the traitor among them.</param>
    /// <param name="traitor">Who it is; P0 is the commander.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are too few generals, or the traitor is none of them.</exception>
    public static ProtocolCheck<GeneralState, OralMessage, Nothing> WithTraitor(int generals, NodeId traitor)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(traitor.Index, nameof(traitor));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(traitor.Index, generals, nameof(traitor));
        var loyal = new OralMessages(generals, traitors: 1, Order.Attack);
        var lieutenants = Enumerable.Range(1, generals - 1).Where(node => node != traitor.Index).ToList();
        return loyal.With([traitor], Byzantine.Equivocate(loyal, OralMessage.Lie)).Check(generals)
            .WhenQuiet("all loyal do the same", state => lieutenants.Select(node => state[node]!.Decision).Distinct().Count() == 1)
            .WhenQuiet("they do what a loyal commander says", state => traitor.Index == 0 || lieutenants.All(node => state[node]!.Decision == Order.Attack));
    }

    /// <summary>Counts messages and rounds of OM(m) in a run.</summary>
    /// <param name="generals">How many generals there are.</param>
    /// <param name="traitors">How many traitors it is to withstand: m.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static GeneralsBill Bill(int generals, int traitors)
    {
        var run = new OralMessages(generals, traitors).Simulate(generals, network: Delay.Constant(1.Milliseconds()));
        run.Run();
        return new(generals, traitors, run.MessagesSent, (int)run.Now.Milliseconds);
    }
}
