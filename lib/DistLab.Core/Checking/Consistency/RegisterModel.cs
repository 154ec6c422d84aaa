namespace DistLab.Checking;

/// <summary>Registers that are read, written, and written if they hold what is expected: <c>read</c>, <c>write</c>, <c>cas</c>. Each key is one.</summary>
/// <param name="initial">What a register holds before it is written; nothing unless told.</param>
public sealed class RegisterModel(Value initial = default) : ISequentialModel<Value>, IForesight<Value>
{
    /// <inheritdoc/>
    public Value Initial => initial;

    /// <inheritdoc/>
    public Answer<Value>? Apply(Value state, Call call) => call.Name switch
    {
        "read" => new(state, state),
        "write" => new(call.Argument, Value.Nil),
        "cas" when call.Argument.AsList is [var expected, var value] => expected == state ? new(value, true) : new(state, false),
        _ => throw UnknownCall.Of("A register", "read(), write(value) and cas(expected, value)", call),
    };

    /// <inheritdoc/>
    public Value PartOf(Call call) => call.Key;

    /// <inheritdoc/>
    public bool IsRead(Call call) => call.Name == "read";

    /// <inheritdoc/>
    public bool IsOnTheWay(Value state, Call read, Value result) => state == result;

    /// <inheritdoc/>
    public bool CanBring(Call call, Call read, Value result) => call.Name == "write" ? call.Argument == result : call.Argument.AsList is [_, var value] && value == result;

    /// <inheritdoc/>
    public bool IsBlind(Call call) => call.Name == "write";
}
