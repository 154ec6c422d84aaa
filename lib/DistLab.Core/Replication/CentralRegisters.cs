using DistLab.Protocols;

namespace DistLab.Replication;

/// <summary>A key-value store on one node: read, write, and compare-and-set.</summary>
public sealed class CentralRegisters : CentralStore<ValueList<StoreEntry<string>>, CentralRegisters.Request, CentralRegisters.Reply>
{
    /// <summary>What a client can ask.</summary>
    /// <param name="Key">Of which key.</param>
    public abstract record Request(string Key);

    /// <summary>What is the value?</summary>
    /// <param name="Key">Of which key.</param>
    public sealed record Read(string Key) : Request(Key);

    /// <summary>Let the value be this one.</summary>
    /// <param name="Key">Of which key.</param>
    /// <param name="Value">The value.</param>
    public sealed record Write(string Key, string Value) : Request(Key);

    /// <summary>Let the value be this one, if it is that one.</summary>
    /// <param name="Key">Of which key.</param>
    /// <param name="Expected">What it must be now.</param>
    /// <param name="Value">What it shall be then.</param>
    public sealed record CompareAndSet(string Key, string Expected, string Value) : Request(Key);

    /// <summary>What a client is answered.</summary>
    public abstract record Reply;

    /// <summary>The value.</summary>
    /// <param name="Content">What it is.</param>
    public sealed record Value(string Content) : Reply;

    /// <summary>It is written.</summary>
    public sealed record Written : Reply;

    /// <summary>There is no such key.</summary>
    public sealed record NoSuchKey : Reply;

    /// <summary>The value was not the expected one, and was left as it is.</summary>
    /// <param name="Actual">What it is.</param>
    public sealed record NotAsExpected(string Actual) : Reply;

    /// <inheritdoc/>
    protected override ValueList<StoreEntry<string>> Empty => [];

    /// <inheritdoc/>
    protected override (ValueList<StoreEntry<string>> Data, Reply Reply) Serve(ValueList<StoreEntry<string>> data, Request request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var value = data.Find(request.Key);
        return request switch
        {
            Write write => (data.Put(write.Key, write.Value), new Written()),
            _ when value is null => (data, new NoSuchKey()),
            CompareAndSet set when set.Expected != value => (data, new NotAsExpected(value)),
            CompareAndSet set => (data.Put(set.Key, set.Value), new Written()),
            _ => (data, new Value(value)),
        };
    }
}
