using System.Globalization;

namespace DistLab.Coordination;

/// <summary>What clients ask of the lock service.</summary>
/// <param name="Lock">Of which lock.</param>
public abstract record LockCommand(string Lock)
{
    /// <summary>Grant me the lock, if nobody holds it.</summary>
    /// <param name="Lock">The lock.</param>
    /// <param name="Owner">Who asks.</param>
    public sealed record Acquire(string Lock, long Owner) : LockCommand(Lock)
    {
        /// <inheritdoc/>
        public override string ToString() => $"acquire {Lock}";
    }

    /// <summary>I am still at work: my lease begins anew.</summary>
    /// <param name="Lock">The lock.</param>
    /// <param name="Token">The grant's token.</param>
    public sealed record Renew(string Lock, long Token) : LockCommand(Lock)
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"renew {Lock} #{Token}");
    }

    /// <summary>I am done.</summary>
    /// <param name="Lock">The lock.</param>
    /// <param name="Token">The grant's token.</param>
    public sealed record Release(string Lock, long Token) : LockCommand(Lock)
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"release {Lock} #{Token}");
    }

    /// <summary>For a whole lease I have seen this very grant, and no renewal of it: take it back. Nothing happens if it has been renewed since.</summary>
    /// <param name="Lock">The lock.</param>
    /// <param name="Seen">The grant, as it was seen all the time.</param>
    public sealed record Expire(string Lock, LockGrant Seen) : LockCommand(Lock)
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"expire {Lock} #{Seen.Token}");
    }

    /// <summary>Who holds the lock?</summary>
    /// <param name="Lock">The lock.</param>
    public sealed record Look(string Lock) : LockCommand(Lock)
    {
        /// <inheritdoc/>
        public override string ToString() => $"look {Lock}";
    }
}
