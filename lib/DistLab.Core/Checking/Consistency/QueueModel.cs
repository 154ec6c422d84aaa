using DistLab.Protocols;

namespace DistLab.Checking;

/// <summary>First-in-first-out queues: <c>enqueue</c>, and <c>dequeue</c>, which answers nothing when the queue is empty. Each key is one.</summary>
public sealed class QueueModel : ISequentialModel<ValueList<Value>>
{
    /// <inheritdoc/>
    public ValueList<Value> Initial => [];

    /// <inheritdoc/>
    public Answer<ValueList<Value>>? Apply(ValueList<Value> state, Call call) => call.Name switch
    {
        "enqueue" => new(state.Add(call.Argument), Value.Nil),
        "dequeue" => state.Count == 0 ? new(state, Value.Nil) : new(state.RemoveFirst(), state[0]),
        _ => throw UnknownCall.Of("A queue", "enqueue(value) and dequeue()", call),
    };

    /// <inheritdoc/>
    public Value PartOf(Call call) => call.Key;
}
