using DistLab.Checking;

namespace DistLab.Consensus;

/// <summary>
/// What a key-value store would do with operations that come one at a time: <c>get</c>, <c>put</c>, <c>append</c> of texts,
/// <c>cas</c>, and <c>delete</c>, which answers whether there was something.
/// </summary>
/// <remarks>The checkers' <see cref="KeyValueModel"/> knows the first three only, and is faster for it.</remarks>
public sealed class StoreModel : ISequentialModel<Value>
{
    /// <inheritdoc/>
    public Value Initial => Value.Nil;

    /// <inheritdoc/>
    public Answer<Value>? Apply(Value state, Call call)
    {
        ArgumentNullException.ThrowIfNull(call);
        switch (call.Name)
        {
            case "get":
                return new(state, state);
            case "put":
                return new(call.Argument, Value.Nil);
            case "append":
                return new(state.AsText + call.Argument.AsText, Value.Nil);
            case "cas":
                var isExpected = call.Argument.AsList is [var expected, _] && expected == state;
                return new(isExpected ? call.Argument.AsList![1] : state, isExpected);
            case "delete":
                return new(Value.Nil, !state.IsNil);
            default:
                throw new ArgumentException($"A store knows get, put, append, cas and delete, not {call}.", nameof(call));
        }
    }

    /// <inheritdoc/>
    public Value PartOf(Call call) => call.Key;

    /// <inheritdoc/>
    public bool IsRead(Call call) => call.Name == "get";
}
