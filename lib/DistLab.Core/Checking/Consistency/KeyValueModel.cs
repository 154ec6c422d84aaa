namespace DistLab.Checking;

/// <summary>A store of values under keys: <c>get</c>, <c>put</c> and <c>append</c>, which joins texts and adds to lists.</summary>
/// <param name="absent">What <c>get</c> answers for a key under which nothing is kept; nothing unless told.</param>
public sealed class KeyValueModel(Value absent = default) : ISequentialModel<Value>, IForesight<Value>
{
    /// <inheritdoc/>
    public Value Initial => absent;

    /// <inheritdoc/>
    public Answer<Value>? Apply(Value state, Call call) => call.Name switch
    {
        "get" => new(state, state),
        "put" => new(call.Argument, Value.Nil),
        "append" => new(Append(state, call.Argument), Value.Nil),
        _ => throw UnknownCall.Of("A key-value store", "get(key), put(key, value) and append(key, value)", call),
    };

    /// <inheritdoc/>
    public Value PartOf(Call call) => call.Key;

    /// <inheritdoc/>
    public bool IsRead(Call call) => call.Name == "get";

    /// <summary>What was put can only be appended to, until something else is put.</summary>
    public bool IsOnTheWay(Value state, Call read, Value result) => (state.AsText, result.AsText) switch
    {
        ({ } soFar, { } wanted) => wanted.StartsWith(soFar, StringComparison.Ordinal),
        _ => state == result || state.IsNil || result.AsList is not null,
    };

    /// <inheritdoc/>
    public bool CanBring(Call call, Call read, Value result) => call.Name == "put" && IsOnTheWay(call.Argument, read, result);

    /// <inheritdoc/>
    public bool IsBlind(Call call) => call.Name is "put" or "append";

    private static Value Append(Value state, Value addition) => (state.AsText, addition.AsText, state.AsList) switch
    {
        (_, _, { } list) => list.Add(addition),
        ({ } text, { } more, _) => text + more,
        (null, { } first, _) when state.IsNil => first,
        _ => state.IsNil ? Value.List(addition) : Value.List(state, addition),
    };
}
