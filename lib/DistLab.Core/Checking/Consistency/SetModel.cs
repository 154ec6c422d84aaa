using DistLab.Protocols;

namespace DistLab.Checking;

/// <summary>
/// Sets: <c>add(item)</c>, <c>remove(item)</c>, <c>contains(item)</c>, which answers yes or no, and <c>read()</c>, which answers the items in their
/// order (<see cref="Value.CompareTo"/>). Each key is one.
/// </summary>
public sealed class SetModel : ISequentialModel<ValueList<Value>>
{
    /// <inheritdoc/>
    public ValueList<Value> Initial => [];

    /// <inheritdoc/>
    public Answer<ValueList<Value>>? Apply(ValueList<Value> state, Call call) => call.Name switch
    {
        "add" => new(state.Contains(call.Argument) ? state : [.. state.Append(call.Argument).Order()], Value.Nil),
        "remove" => new(state.Remove(call.Argument), Value.Nil),
        "contains" => new(state, state.Contains(call.Argument)),
        "read" => new(state, state),
        _ => throw UnknownCall.Of("A set", "add(item), remove(item), contains(item) and read()", call),
    };

    /// <inheritdoc/>
    public Value PartOf(Call call) => call.Key;

    /// <inheritdoc/>
    public bool IsRead(Call call) => call.Name is "contains" or "read";
}
