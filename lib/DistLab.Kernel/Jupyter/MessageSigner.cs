using System.Security.Cryptography;
using System.Text;

namespace DistLab.Kernel;

/// <summary>Signs messages with HMAC-SHA256 and the key of the connection file, and knows each signature that has come already.</summary>
internal sealed class MessageSigner(byte[] key, int remembered = MessageSigner.DefaultRemembered)
{
    /// <summary>As many as the protocol's reference implementation remembers.</summary>
    internal const int DefaultRemembered = 65_536;

    private readonly Lock _lock = new();
    private readonly HashSet<UInt128> _seen = [];
    private readonly Queue<UInt128> _order = new();

    /// <summary>The signature of the four parts, which follow each other; empty without a key.</summary>
    internal byte[] Sign(ReadOnlySpan<byte> parts) =>
        key.Length == 0 ? [] : Encoding.ASCII.GetBytes(Convert.ToHexStringLower(HMACSHA256.HashData(key, parts)));

    /// <summary>Whether a message comes from somebody who has the key, for the first time.</summary>
    /// <param name="signature">What stands in the message.</param>
    /// <param name="parts">Header, parent header, metadata and content.</param>
    /// <returns>What is wrong with it; null if nothing is.</returns>
    internal string? Check(ReadOnlySpan<byte> signature, params ReadOnlySpan<byte[]> parts)
    {
        if (key.Length == 0)
            return null;
        if (signature.IsEmpty)
            return "an unsigned message";
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        foreach (byte[] part in parts)
            hash.AppendData(part);
        byte[] digest = hash.GetHashAndReset();
        if (!CryptographicOperations.FixedTimeEquals(signature, Encoding.ASCII.GetBytes(Convert.ToHexStringLower(digest))))
            return "a message with a wrong signature";
        return Remember(BitConverter.ToUInt128(digest)) ? null : "a message for the second time";
    }

    private bool Remember(UInt128 digest)
    {
        lock (_lock)
        {
            if (!_seen.Add(digest))
                return false;
            _order.Enqueue(digest);
            if (_order.Count > remembered)
                _seen.Remove(_order.Dequeue());
            return true;
        }
    }
}
