using DistLab.Checking;
using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>Searches that look at the stamps of events.</summary>
public static class LogicalClockChecks
{
    /// <summary>The search with a history of all stamps that a protocol with logical clocks has put out.</summary>
    /// <param name="check">The search of a <see cref="LogicalClocks{TState, TMessage}"/>.</param>
    /// <exception cref="InvalidOperationException">A property or a boundary was given before.</exception>
    public static ProtocolCheck<TState, TMessage, ValueList<EventStamp>> ObserveStamps<TState, TMessage>(this ProtocolCheck<TState, TMessage, Nothing> check)
        where TState : class
        where TMessage : class
    {
        ArgumentNullException.ThrowIfNull(check);
        return check.Observe(ValueList<EventStamp>.Empty, (all, _, output) => output is EventStamp stamp ? all.Add(stamp) : all);
    }
}
