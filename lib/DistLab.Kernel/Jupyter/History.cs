using System.Text.Json.Nodes;

namespace DistLab.Kernel;

/// <summary>What was run in this session, as much of the latest as fits.</summary>
internal sealed class History
{
    private const int MostCharacters = 16 << 20;
    private const int MostEntries = 10_000;

    /// <summary>Nothing is kept from one run of the kernel to the next, so the sessions before this one are empty.</summary>
    private const int ThisSession = 1;

    private readonly List<Entry> _entries = [];
    private long _characters;

    internal void Add(int line, string input, string? output)
    {
        var entry = new Entry(line, input, output);
        _entries.Add(entry);
        _characters += entry.Characters;
        while (_entries.Count > MostEntries || (_characters > MostCharacters && _entries.Count > 1))
        {
            _characters -= _entries[0].Characters;
            _entries.RemoveAt(0);
        }
    }

    /// <summary>The last cells.</summary>
    internal JsonArray Tail(int count, bool output) => ToJson(_entries.TakeLast(count), output);

    /// <summary>The cells of a session from one line up to, and without, another.</summary>
    /// <param name="session">0 or 1 for this one; another has no cells.</param>
    /// <param name="start">The first line.</param>
    /// <param name="stop">The line after the last; null for all.</param>
    /// <param name="output">Whether the outputs are wanted too.</param>
    internal JsonArray Range(int session, int start, int? stop, bool output) =>
        session is not (0 or ThisSession) ? [] : ToJson(_entries.Where(entry => entry.Line >= start && entry.Line < (stop ?? int.MaxValue)), output);

    /// <summary>The last cells that match a pattern.</summary>
    /// <param name="pattern">With <c>*</c>, <c>?</c> and <c>[…]</c>; it has to match the whole cell.</param>
    /// <param name="count">How many; null for all.</param>
    /// <param name="unique">Whether of equal cells only the last is wanted.</param>
    /// <param name="output">Whether the outputs are wanted too.</param>
    internal JsonArray Search(string pattern, int? count, bool unique, bool output)
    {
        var found = new List<Entry>();
        var inputs = new HashSet<string>();
        for (int i = _entries.Count - 1; i >= 0 && found.Count < (count ?? int.MaxValue); i--)
        {
            if (GlobPattern.Matches(pattern, _entries[i].Input) && (!unique || inputs.Add(_entries[i].Input)))
                found.Add(_entries[i]);
        }
        found.Reverse();
        return ToJson(found, output);
    }

    private static JsonArray ToJson(IEnumerable<Entry> entries, bool output) => new([.. entries.Select(entry => (JsonNode)new JsonArray(
        ThisSession, entry.Line, output ? new JsonArray(entry.Input, entry.Output) : (JsonNode)entry.Input))]);

    private sealed record Entry(int Line, string Input, string? Output)
    {
        internal int Characters => Input.Length + (Output?.Length ?? 0);
    }
}
