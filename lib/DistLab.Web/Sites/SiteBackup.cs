using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using DistLab.Protocols;

namespace DistLab.Web;

/// <summary>The state of a server at one instant, with a checksum.</summary>
/// <param name="Bytes">What <see cref="Site.RestoreAsync"/> takes.</param>
/// <param name="Version">How many changes led to it.</param>
/// <param name="TakenAt">When it was asked for, since the site's start.</param>
/// <param name="Took">How long it took.</param>
/// <example><code>
/// var key = SiteBackup.NewKey();
/// File.WriteAllBytes("backup", (await site.BackUpAsync(0)).Seal(key));       // at rest: only who has the key can read or change it
/// await site.RestoreAsync(SiteBackup.Open(File.ReadAllBytes("backup"), key), 0);
/// </code></example>
public sealed record SiteBackup(ReadOnlyMemory<byte> Bytes, long Version, Instant TakenAt, Duration Took)
{
    private const int KeyLength = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int FieldsLength = 3 * sizeof(long);
    private const int NonceAt = 17;
    private const int TagAt = NonceAt + NonceLength;
    private const int HiddenAt = TagAt + TagLength;

    private static ReadOnlySpan<byte> Magic => "distlab-sealed-1\n"u8;

    /// <summary>A key of 256 random bits. Keep it where the backups are not.</summary>
    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeyLength);

    /// <summary>The backup for a disk that others may reach: encrypted, and with a proof that nobody has changed it.</summary>
    /// <param name="key">The key, 32 bytes.</param>
    /// <remarks>AES-256 in Galois/Counter mode (NIST SP 800-38D), with a random nonce of 96 bits: with one key, seal fewer than 2³² backups.</remarks>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    public byte[] Seal(ReadOnlySpan<byte> key)
    {
        using var cipher = Cipher(key);
        var plain = new byte[FieldsLength + Bytes.Length];
        BinaryPrimitives.WriteInt64BigEndian(plain, Version);
        BinaryPrimitives.WriteInt64BigEndian(plain.AsSpan(8), TakenAt.SinceZero.Nanoseconds);
        BinaryPrimitives.WriteInt64BigEndian(plain.AsSpan(16), Took.Nanoseconds);
        Bytes.Span.CopyTo(plain.AsSpan(FieldsLength));
        var made = new byte[HiddenAt + plain.Length];
        Magic.CopyTo(made);
        var nonce = made.AsSpan(NonceAt, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        cipher.Encrypt(nonce, plain, made.AsSpan(HiddenAt), made.AsSpan(TagAt, TagLength), Magic);
        return made;
    }

    /// <summary>The backup that was sealed.</summary>
    /// <param name="bytes">What <see cref="Seal"/> gave.</param>
    /// <param name="key">The key that it was sealed with.</param>
    /// <exception cref="ArgumentException">The key has not 32 bytes.</exception>
    /// <exception cref="SiteException">It is no sealed backup, the key is another one, or somebody has changed it.</exception>
    public static SiteBackup Open(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> key)
    {
        using var cipher = Cipher(key);
        if (bytes.Length < HiddenAt + FieldsLength || !bytes.StartsWith(Magic))
            throw new SiteException("This is no sealed backup.");
        var plain = new byte[bytes.Length - HiddenAt];
        try
        {
            cipher.Decrypt(bytes.Slice(NonceAt, NonceLength), bytes[HiddenAt..], bytes.Slice(TagAt, TagLength), plain, Magic);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new SiteException("The backup cannot be opened: it was sealed with another key, or changed since.");
        }
        return new(plain.AsMemory(FieldsLength), BinaryPrimitives.ReadInt64BigEndian(plain),
            new(BinaryPrimitives.ReadInt64BigEndian(plain.AsSpan(8))), new(BinaryPrimitives.ReadInt64BigEndian(plain.AsSpan(16))));
    }

    /// <summary>The backup in words.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"version {Version}, {Bytes.Length:N0} bytes, taken at {TakenAt} in {Took}");

    private static AesGcm Cipher(ReadOnlySpan<byte> key) => key.Length == KeyLength
        ? new(key, TagLength)
        : throw new ArgumentException($"A key has {KeyLength} bytes, not {key.Length}.", nameof(key));
}
