namespace DistLab.Checking;

/// <summary>
/// Locks: <c>acquire(owner)</c> returns when the lock is free and then is the owner's, <c>release(owner)</c> frees it and answers whether
/// the owner held it, <c>holder()</c> answers whose it is. Each key is one lock. The state is the holder, nothing if it is free.
/// </summary>
public sealed class LockModel : ISequentialModel<Value>
{
    /// <inheritdoc/>
    public Value Initial => Value.Nil;

    /// <inheritdoc/>
    public Answer<Value>? Apply(Value state, Call call) => call.Name switch
    {
        "acquire" when !call.Argument.IsNil => state.IsNil ? new(call.Argument, Value.Nil) : null,
        "release" when !call.Argument.IsNil => state == call.Argument ? new(Value.Nil, true) : new(state, false),
        "holder" => new(state, state),
        _ => throw UnknownCall.Of("A lock", "acquire(owner), release(owner) and holder()", call),
    };

    /// <inheritdoc/>
    public Value PartOf(Call call) => call.Key;

    /// <inheritdoc/>
    public bool IsRead(Call call) => call.Name == "holder";
}
