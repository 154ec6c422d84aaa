using System.Text.RegularExpressions;

namespace DistLab.Cli.Site;

/// <summary>
/// Keeps every id of a page unique. A notebook's outputs were made one by one and may repeat each other's ids, so
/// the ids inside an output get the cell's prefix, and whatever refers to them follows.
/// </summary>
internal sealed partial class PageIds
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>Reserves <paramref name="wanted"/>, or the first of wanted-1, wanted-2, … that is free.</summary>
    public string Take(string wanted)
    {
        var id = wanted;
        for (var i = 1; !_taken.Add(id); i++) id = $"{wanted}-{i}";
        return id;
    }

    /// <summary>Prefixes all ids of an SVG or HTML fragment, and the references to them from within it.</summary>
    public string Isolate(string markup, string prefix)
    {
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match match in IdAttribute().Matches(markup))
        {
            var id = match.Groups["id"].Value;
            if (!renamed.ContainsKey(id)) renamed[id] = Take($"{prefix}-{id}");
        }
        if (renamed.Count == 0) return markup;

        string New(string id) => renamed.GetValueOrDefault(id, id);
        markup = IdAttribute().Replace(markup, m => $"{m.Groups["before"].Value}{New(m.Groups["id"].Value)}{m.Groups["quote"].Value}");
        markup = ListAttribute().Replace(markup, m =>
            $"{m.Groups["before"].Value}{string.Join(' ', m.Groups["ids"].Value.Split(' ').Select(New))}{m.Groups["quote"].Value}");
        markup = Fragment().Replace(markup, m => $"{m.Groups["before"].Value}#{New(m.Groups["id"].Value)}{m.Groups["quote"].Value}");
        return PaintReference().Replace(markup, m => $"url({m.Groups["quote"].Value}#{New(m.Groups["id"].Value)}{m.Groups["quote"].Value})");
    }

    [GeneratedRegex("""(?<before>\sid\s*=\s*(?<quote>["']))(?<id>[^"']+)\k<quote>""")]
    private static partial Regex IdAttribute();

    [GeneratedRegex("""(?<before>\s(?:aria-labelledby|aria-describedby|aria-controls|aria-owns|for|headers)\s*=\s*(?<quote>["']))(?<ids>[^"']+)\k<quote>""")]
    private static partial Regex ListAttribute();

    [GeneratedRegex("""(?<before>\s(?:xlink:)?href\s*=\s*(?<quote>["']))\#(?<id>[^"']+)\k<quote>""")]
    private static partial Regex Fragment();

    [GeneratedRegex("""url\(\s*(?<quote>["']?)\#(?<id>[^"')]+)\k<quote>\s*\)""")]
    private static partial Regex PaintReference();
}
