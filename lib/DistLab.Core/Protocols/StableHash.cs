namespace DistLab.Protocols;

/// <summary>A 64-bit hash that is the same in every process and on every machine, unlike <c>System.HashCode</c>.</summary>
public static class StableHash
{
    /// <summary>The hash of nothing. It is not zero, so that a sequence of zeros differs from an empty one.</summary>
    public const ulong Start = 0x9E37_79B9_7F4A_7C15;

    /// <summary>The hash of what <paramref name="hash"/> stands for, followed by one more word.</summary>
    /// <remarks>The finalizer of SplitMix64 (Steele, Lea and Flood 2014), over a sum salted with its increment.</remarks>
    public static ulong Mix(ulong hash, ulong word)
    {
        var z = (hash * 3) + word + Start;
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }

    /// <summary>The hash of what <paramref name="hash"/> stands for, followed by a text.</summary>
    public static ulong Mix(ulong hash, ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            hash = Mix(hash, c);
        return Mix(hash, (ulong)text.Length);
    }
}
