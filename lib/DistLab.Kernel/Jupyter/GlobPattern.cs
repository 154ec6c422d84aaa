namespace DistLab.Kernel;

/// <summary>Patterns of a shell: <c>*</c> any text, <c>?</c> any character, <c>[a-z]</c> one of these, <c>[^a-z]</c> one that is not.</summary>
internal static class GlobPattern
{
    /// <summary>Whether a pattern matches a whole text. Takes time proportional to the product of their lengths at worst.</summary>
    internal static bool Matches(string pattern, string text)
    {
        // Only the last star needs to be tried again: an earlier one can do no better by taking more.
        int p = 0, t = 0, star = -1, starText = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                starText = t;
            }
            else if (p < pattern.Length && MatchesOne(pattern, ref p, text[t]))
            {
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++starText;
            }
            else
            {
                return false;
            }
        }
        return pattern.AsSpan(p).TrimStart('*').IsEmpty;
    }

    /// <summary>Matches one character and steps over the element that matched it.</summary>
    private static bool MatchesOne(string pattern, ref int at, char c)
    {
        bool negated = pattern[at] == '[' && at + 1 < pattern.Length && pattern[at + 1] is '^' or '!';
        int first = at + (negated ? 2 : 1);
        // A bracket that stands first in a set is one of the set.
        int close = pattern[at] == '[' && first < pattern.Length ? pattern.IndexOf(']', first + 1) : -1;
        if (close < 0)
        {
            bool same = pattern[at] == '?' || pattern[at] == c;
            at += same ? 1 : 0;
            return same;
        }
        bool found = InSet(pattern.AsSpan(first, close - first), c) != negated;
        at = found ? close + 1 : at;
        return found;
    }

    private static bool InSet(ReadOnlySpan<char> set, char c)
    {
        for (int i = 0; i < set.Length; i++)
        {
            if (i + 2 < set.Length && set[i + 1] == '-')
            {
                if (c >= set[i] && c <= set[i + 2])
                    return true;
                i += 2;
            }
            else if (set[i] == c)
            {
                return true;
            }
        }
        return false;
    }
}
