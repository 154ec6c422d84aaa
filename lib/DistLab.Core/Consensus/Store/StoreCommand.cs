namespace DistLab.Consensus;

/// <summary>What a client asks of a key-value store.</summary>
/// <param name="Key">Of which key.</param>
public abstract record StoreCommand(string Key)
{
    /// <summary>What is under the key?</summary>
    /// <param name="Key">The key.</param>
    public sealed record Get(string Key) : StoreCommand(Key)
    {
        /// <inheritdoc/>
        public override string ToString() => $"get({Key})";
    }

    /// <summary>Keep a value under the key.</summary>
    /// <param name="Key">The key.</param>
    /// <param name="Value">The value.</param>
    public sealed record Put(string Key, string Value) : StoreCommand(Key)
    {
        /// <inheritdoc/>
        public override string ToString() => $"put({Key}, {Value})";
    }

    /// <summary>Add to the end of what is under the key.</summary>
    /// <param name="Key">The key.</param>
    /// <param name="Value">What is added.</param>
    public sealed record Append(string Key, string Value) : StoreCommand(Key)
    {
        /// <inheritdoc/>
        public override string ToString() => $"append({Key}, {Value})";
    }

    /// <summary>Keep a value under the key if another one is there now.</summary>
    /// <param name="Key">The key.</param>
    /// <param name="Expected">What must be there.</param>
    /// <param name="Value">The value.</param>
    public sealed record CompareAndSet(string Key, string Expected, string Value) : StoreCommand(Key)
    {
        /// <inheritdoc/>
        public override string ToString() => $"cas({Key}, {Expected}, {Value})";
    }

    /// <summary>Keep nothing under the key.</summary>
    /// <param name="Key">The key.</param>
    public sealed record Delete(string Key) : StoreCommand(Key)
    {
        /// <inheritdoc/>
        public override string ToString() => $"delete({Key})";
    }
}
