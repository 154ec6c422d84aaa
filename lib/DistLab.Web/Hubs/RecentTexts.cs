using System.Text;

namespace DistLab.Web;

/// <summary>Short texts as they came from the wire, kept because a server says the same again and again. For one thread at a time.</summary>
internal sealed class RecentTexts
{
    private const int Places = 64;
    private const int LongestKept = 64;

    private readonly string?[] _texts = new string?[Places];

    /// <summary>The text of these bytes, one character for each.</summary>
    public string Get(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is 0 or > LongestKept)
            return Encoding.Latin1.GetString(bytes);
        // Names that begin or end alike have different lengths, mostly.
        ref var place = ref _texts[((bytes.Length * 31) + (bytes[0] * 7) + bytes[^1]) % Places];
        if (place is { } known && IsSame(known, bytes))
            return known;
        return place = Encoding.Latin1.GetString(bytes);
    }

    private static bool IsSame(string text, ReadOnlySpan<byte> bytes)
    {
        if (text.Length != bytes.Length)
            return false;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (text[i] != bytes[i])
                return false;
        }
        return true;
    }
}
