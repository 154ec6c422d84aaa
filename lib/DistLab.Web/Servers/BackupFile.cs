using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace DistLab.Web;

/// <summary>A server's state as bytes: a line with version, number of items and SHA-256, and then the items as JSON, values in Base64.</summary>
internal static class BackupFile
{
    private const string Magic = "distlab-backup-1";

    public static byte[] Write(StoreImage image)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(image.Items);
        var head = string.Create(CultureInfo.InvariantCulture, $"{Magic} {image.Version} {image.Items.Count} {Digest(image.Version, body)}\n");
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    /// <exception cref="InvalidDataException">It is no backup, or not whole, or was changed.</exception>
    public static StoreImage Read(byte[] bytes)
    {
        var end = bytes.AsSpan(0, Math.Min(bytes.Length, 256)).IndexOf((byte)'\n');
        var fields = end < 0 ? [] : Encoding.ASCII.GetString(bytes, 0, end).Split(' ');
        if (fields is not [Magic, var versionText, var countText, var digest]
            || !long.TryParse(versionText, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            || !int.TryParse(countText, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            throw new InvalidDataException("This is no backup of a server.");
        var body = bytes.AsSpan(end + 1).ToArray();
        if (Digest(version, body) != digest)
            throw new InvalidDataException("The backup is corrupt: its content does not have the checksum that it had when it was made. Nothing was restored.");
        var items = JsonSerializer.Deserialize<Dictionary<string, byte[]>>(body)!;
        return items.Count == count
            ? new(version, items.ToImmutableSortedDictionary(StringComparer.Ordinal))
            : throw new InvalidDataException("The backup is corrupt: it does not have as many items as it says. Nothing was restored.");
    }

    // Over the version as well: a head of one backup and a body of another are none.
    private static string Digest(long version, byte[] body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(BitConverter.GetBytes(version));
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
