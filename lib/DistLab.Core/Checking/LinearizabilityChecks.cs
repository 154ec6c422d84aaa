using DistLab.Protocols;

namespace DistLab.Checking;

/// <summary>Checks that a protocol's clients see one object, whose operations take effect one after the other.</summary>
public static class LinearizabilityChecks
{
    /// <summary>
    /// Claims that the history which the clients put out as <see cref="HistoryEvent"/>s is linearizable. A node is one client; what
    /// else is put out plays no part.
    /// </summary>
    /// <param name="check">What else is to be checked.</param>
    /// <param name="model">What the object is when only one client uses it.</param>
    /// <exception cref="InvalidOperationException">A property or a boundary was given before.</exception>
    public static ProtocolCheck<TState, TMessage, LinearizabilityMonitor<TObject>> Linearizable<TState, TMessage, TObject>(
        this ProtocolCheck<TState, TMessage, Nothing> check, ISequentialModel<TObject> model)
        where TState : class
        where TMessage : class
        where TObject : notnull
    {
        ArgumentNullException.ThrowIfNull(check);
        return check.Observe(new LinearizabilityMonitor<TObject>(model), After).Always("linearizable", state => state.History.IsConsistent);
    }

    private static LinearizabilityMonitor<TObject> After<TObject>(LinearizabilityMonitor<TObject> monitor, NodeId client, object output)
        where TObject : notnull => output is not HistoryEvent happened ? monitor : happened.Kind switch
        {
            HistoryEventKind.Invoke => monitor.Invoke(client.Index, happened.Call!),
            HistoryEventKind.Return => monitor.Return(client.Index, happened.Result),
            _ => throw new NotSupportedException($"{client} puts out \"{happened}\": in a search, an operation returns or stays under way."),
        };
}
