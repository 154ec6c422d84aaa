using DistLab.Checking;
using DistLab.Simulation;

namespace DistLab.Consensus;

/// <summary>What is asked of <see cref="FloodSet"/>.</summary>
public static class FloodSetCheck
{
    /// <summary>The claims: no two decide on different values, and everybody decides who does not crash.</summary>
    /// <param name="protocol">The protocol.</param>
    public static ProtocolCheck<FloodState, FloodMessage, Nothing> Claims(this FloodSet protocol)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        return protocol.Check(protocol.Processes)
            .Always("agreement", state => Decisions(state.States).Count() <= 1)
            .WhenQuiet("termination", state => state.States.All(process => process.HasCrashed || process.Decision is not null));
    }

    /// <summary>In how many runs, in which crashes come by chance, processes decide on different values.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="runs">How many runs, with the seeds 1, 2, ….</param>
    public static int Disagreements(this FloodSet protocol, int runs)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        return Enumerable.Range(1, runs).Count(seed =>
        {
            var run = protocol.Simulate(protocol.Processes, (ulong)seed);
            run.Run();
            return Decisions(Enumerable.Range(0, protocol.Processes).Select(node => run.State(node)).Where(process => !process.HasCrashed)).Count() > 1;
        });
    }

    private static IEnumerable<int> Decisions(IEnumerable<FloodState> processes) =>
        processes.Where(process => process.Decision is not null).Select(process => process.Decision!.Value).Distinct();
}
