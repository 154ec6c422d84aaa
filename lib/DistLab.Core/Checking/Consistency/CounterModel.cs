namespace DistLab.Checking;

/// <summary>Counters: <c>add(number)</c>, and <c>read</c>, which answers the sum so far. Each key is one.</summary>
public sealed class CounterModel : ISequentialModel<long>
{
    /// <inheritdoc/>
    public long Initial => 0;

    /// <inheritdoc/>
    public Answer<long>? Apply(long state, Call call) => call.Name switch
    {
        "add" when call.Argument.AsNumber is { } number => new(state + number, Value.Nil),
        "read" => new(state, state),
        _ => throw UnknownCall.Of("A counter", "add(number) and read()", call),
    };

    /// <inheritdoc/>
    public Value PartOf(Call call) => call.Key;

    /// <inheritdoc/>
    public bool IsRead(Call call) => call.Name == "read";
}
