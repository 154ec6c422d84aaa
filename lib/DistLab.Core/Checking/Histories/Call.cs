using DistLab.Protocols;

namespace DistLab.Checking;

/// <summary>What a client asks of a shared object: <c>put(x, 1)</c>, <c>read()</c>, <c>cas(1, 2)</c>.</summary>
/// <param name="Name">What is to be done, by the name that the model knows: <c>read</c>, <c>write</c>, <c>put</c>, …</param>
/// <param name="Key">Which of several objects is meant: the key of a store, the name of a queue; nothing if there is one only.</param>
/// <param name="Argument">What goes with it; nothing if nothing does, a list if more than one thing does.</param>
public sealed record Call(string Name, Value Key, Value Argument)
{
    /// <summary>Reads a register.</summary>
    public static Call Read(Value key = default) => new("read", key, Value.Nil);

    /// <summary>Writes a register.</summary>
    public static Call Write(Value value) => new("write", Value.Nil, value);

    /// <summary>Writes one of several registers.</summary>
    public static Call Write(Value key, Value value) => new("write", key, value);

    /// <summary>Writes a register if it holds the expected value, and answers whether it did.</summary>
    public static Call CompareAndSet(Value expected, Value value) => CompareAndSet(Value.Nil, expected, value);

    /// <summary>Writes one of several registers if it holds the expected value, and answers whether it did.</summary>
    public static Call CompareAndSet(Value key, Value expected, Value value) => new("cas", key, Value.List(expected, value));

    /// <summary>Asks a store for what is kept under a key.</summary>
    public static Call Get(Value key) => new("get", key, Value.Nil);

    /// <summary>Has a store keep a value under a key.</summary>
    public static Call Put(Value key, Value value) => new("put", key, value);

    /// <summary>Has a store add to the end of what is kept under a key.</summary>
    public static Call Append(Value key, Value value) => new("append", key, value);

    /// <inheritdoc/>
    public bool Equals(Call? other) =>
        ReferenceEquals(this, other) || (other is not null && Name == other.Name && Key == other.Key && Argument == other.Argument);

    /// <summary>A hash that is the same in every process and on every machine.</summary>
    public override int GetHashCode()
    {
        var hash = StableHash.Mix(StableHash.Start, Name);
        hash = StableHash.Mix(StableHash.Mix(hash, (ulong)Key.GetHashCode()), (ulong)Argument.GetHashCode());
        return (int)(hash ^ (hash >> 32));
    }

    /// <summary>The call as one writes it.</summary>
    public override string ToString()
    {
        var arguments = Argument.AsList is { } list ? list.Select(item => item.ToString()) : Argument.IsNil ? [] : [Argument.ToString()];
        return $"{Name}({string.Join(", ", Key.IsNil ? arguments : arguments.Prepend(Key.ToString()))})";
    }
}
