using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.SpaceTime;

/// <summary>The kinds of messages in a run, and their colours: four at most, the others are grey.</summary>
internal sealed class MessageKinds
{
    private const int Coloured = 4;

    /// <summary>Blue, orange, plum, ochre: teal is for bars, and red for what went wrong.</summary>
    private static readonly int[] SeriesColours = [1, 2, 4, 5];

    private readonly List<string> _names;

    private MessageKinds(List<string> names) => _names = names;

    public IReadOnlyList<string> Names => _names;

    /// <summary>Kinds of the whole run, so that every window of it gives a kind the same colour: the four most frequent, in order of appearance.</summary>
    public static MessageKinds Of(RunHistory history)
    {
        var counts = new Dictionary<string, (int Count, int First)>(StringComparer.Ordinal);
        foreach (var flight in history.Flights)
        {
            var kind = ContentText.Kind(flight.Content);
            counts[kind] = counts.TryGetValue(kind, out var seen) ? (seen.Count + 1, seen.First) : (1, counts.Count);
        }
        var frequent = counts.OrderByDescending(pair => pair.Value.Count).ThenBy(pair => pair.Value.First).Take(Coloured).OrderBy(pair => pair.Value.First);
        var names = frequent.Select(pair => pair.Key).ToList();
        names.AddRange(counts.OrderBy(pair => pair.Value.First).Select(pair => pair.Key).Where(name => !names.Take(Coloured).Contains(name)).ToList());
        return new(names);
    }

    public int IndexOf(object? content) => _names.IndexOf(ContentText.Kind(content));

    public static bool IsColoured(int kind) => kind < Coloured;

    public static Paint PaintOf(int kind) => IsColoured(kind) ? Paint.Series(SeriesColours[kind]) : Paint.Muted;

    public static Paint PaintOfBar(int rule) => Paint.Series(rule switch { 0 => 3, 1 => 6, _ => 8 });
}
