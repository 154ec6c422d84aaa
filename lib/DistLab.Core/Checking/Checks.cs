using DistLab.Checking.Search;
using DistLab.Protocols;

namespace DistLab.Checking;

/// <summary>Where a check begins.</summary>
public static class Checks
{
    /// <summary>Checks a transition system: <c>system.Check().Always("consistent", state => …).Run()</c>.</summary>
    public static SystemCheck<TState> Check<TState>(this ITransitionSystem<TState> system)
        where TState : notnull
    {
        ArgumentNullException.ThrowIfNull(system);
        return new(system, new());
    }

    /// <summary>Checks a protocol: <c>new NoMutex(workload).Check(nodes: 2).Never("two inside", state => …).Run()</c>.</summary>
    /// <param name="protocol">The protocol that every node follows.</param>
    /// <param name="nodes">How many nodes there are, 1 … 100: P0, P1, ….</param>
    /// <param name="losses">How many messages the network may lose, 0 … 255.</param>
    /// <param name="duplications">How many messages the network may double, 0 … 255.</param>
    /// <param name="crashes">How many times a node may crash, 0 … 255.</param>
    /// <param name="timeouts">How many timers may run out, 0 … 255; <c>null</c> when as many as there are.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static ProtocolCheck<TState, TMessage, Nothing> Check<TState, TMessage>(
        this Protocol<TState, TMessage> protocol, int nodes, int losses = 0, int duplications = 0, int crashes = 0, int? timeouts = null)
        where TState : class
        where TMessage : class
    {
        ArgumentNullException.ThrowIfNull(protocol);
        InRange(nodes, 1, 100, nameof(nodes));
        InRange(losses, 0, ProtocolOptions<TMessage>.MostFaults, nameof(losses));
        InRange(duplications, 0, ProtocolOptions<TMessage>.MostFaults, nameof(duplications));
        InRange(crashes, 0, ProtocolOptions<TMessage>.MostFaults, nameof(crashes));
        InRange(timeouts ?? 0, 0, ProtocolOptions<TMessage>.MostFaults, nameof(timeouts));
        var bounds = new ProtocolOptions<TMessage>(nodes) { Losses = losses, Duplications = duplications, Crashes = crashes, Timeouts = timeouts };
        return new(protocol, bounds, null, new(), default, null);
    }

    private static void InRange(int value, int least, int most, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most, name);
    }
}
