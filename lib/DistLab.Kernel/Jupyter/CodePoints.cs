namespace DistLab.Kernel;

/// <summary>Positions in a text: the protocol counts Unicode's characters, .NET counts UTF-16's units, of which an emoji has two.</summary>
internal static class CodePoints
{
    /// <summary>The UTF-16 position of a protocol's position; a place outside the text counts as its nearer end.</summary>
    internal static int ToUtf16(string text, int position)
    {
        int at = 0;
        for (int left = position; left > 0 && at < text.Length; left--)
            at += IsPair(text, at) ? 2 : 1;
        return at;
    }

    /// <summary>The protocol's position of a UTF-16 position; a place outside the text counts as its nearer end.</summary>
    internal static int FromUtf16(string text, int position)
    {
        int count = 0;
        for (int at = 0; at < Math.Min(position, text.Length); at += IsPair(text, at) ? 2 : 1)
            count++;
        return count;
    }

    private static bool IsPair(string text, int at) => at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]);
}
