using System.Text;

namespace DistLab.Kernel;

/// <summary>Lines of one language that follow each other.</summary>
internal sealed class TextBlock(CellLanguage language = CellLanguage.CSharp)
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _shared = new();
    private int _first = -1;

    internal CellLanguage Language { get; } = language;

    /// <summary>The lines.</summary>
    internal string Text => _text.ToString();

    internal void Add(string line, int index)
    {
        if (_first < 0)
            _first = index;
        _text.Append(line).Append('\n');
    }

    /// <summary>Hands a variable to the script.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="json">Its value.</param>
    internal void Share(string name, string json) => _shared.Append($"var {name} = {json};\n");

    /// <summary>What is to be done with the lines; null where they are empty.</summary>
    internal CellPart? ToPart(string name)
    {
        if (IsEmpty())
            return null;
        string text = Text;
        return Language switch
        {
            // Empty lines in the place of what stands before, so that line numbers are the cell's.
            CellLanguage.CSharp => new CellPart(CellPartKind.CSharp, name) { Text = new string('\n', _first) + text },
            CellLanguage.Html => Show(name, text, MimeTypes.Html),
            CellLanguage.Markdown => Show(name, text, MimeTypes.Markdown, MimeTypes.Plain),
            CellLanguage.Mermaid => Show(name, text, MimeTypes.Mermaid, MimeTypes.Plain),
            _ => Show(name, $"<script type=\"text/javascript\">\n{_shared}{text}</script>", MimeTypes.Html),
        };
    }

    private static CellPart Show(string name, string text, params string[] mimeTypes) => new(CellPartKind.Display, name)
    {
        Bundle = new MimeBundle([.. mimeTypes.Select(type => KeyValuePair.Create(type, text.TrimEnd()))]),
    };

    private bool IsEmpty() => Text.Split('\n').All(line =>
        string.IsNullOrWhiteSpace(line) || (Language == CellLanguage.CSharp && line.TrimStart().StartsWith("//", StringComparison.Ordinal)));
}
