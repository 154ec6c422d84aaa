using System.Globalization;
using System.Text;

namespace DistLab.Checking;

/// <summary>Reads EDN, Clojure's notation for data (github.com/edn-format/edn), one form after the other.</summary>
internal sealed class EdnReader(CountedReader text, int depthLimit)
{
    private static readonly EdnForm[] None = [];

    /// <summary>The next form; <c>null</c> at the end, or at a bracket that closes.</summary>
    /// <exception cref="HistoryFormatException">The text is no EDN, or exceeds the limits.</exception>
    public EdnForm? Read(int depth = 0)
    {
        if (depth > depthLimit)
            throw new HistoryFormatException(text.Line, $"forms are nested more than {depthLimit} deep.");
        SkipSpace(depth);
        var line = text.Line;
        if (text.Peek() == '#')
            return Marked(line, depth);
        switch (text.Peek())
        {
            case < 0 or ')' or ']' or '}':
                return null;
            case '(' or '[':
                return new(EdnKind.List, line, "", Items(depth));
            case '{':
                return new(EdnKind.Map, line, "", Pairs(line, Items(depth)));
            case '"':
                return new(EdnKind.Text, line, QuotedText(), None);
            case '\\':
                text.Read();
                return new(EdnKind.Other, line, "\\" + (char)text.Read() + Token(), None);
            default:
                return Atom(line, Token());
        }
    }

    /// <summary>Skips to the next form, and past a comment or a comma; a form after <c>#_</c> is left out by <see cref="Read"/>.</summary>
    public void SkipSpace(int depth = 0)
    {
        while (text.Peek() is >= 0 and var c && (char.IsWhiteSpace((char)c) || c is ',' or ';'))
        {
            if (depth == 0)
                text.Begin();
            text.Read();
            while (c == ';' && text.Peek() is >= 0 and not '\n')
                text.Read();
        }
    }

    private List<EdnForm> Items(int depth)
    {
        var line = text.Line;
        var closing = text.Read() switch { '(' => ')', '[' => ']', _ => '}' };
        var items = new List<EdnForm>();
        while (Read(depth + 1) is { } item)
            items.Add(item);
        if (text.Read() != closing)
            throw new HistoryFormatException(text.Line, $"a bracket opened in line {line} is not closed by {closing}.");
        return items;
    }

    private static List<EdnForm> Pairs(int line, List<EdnForm> items) =>
        items.Count % 2 == 0 ? items : throw new HistoryFormatException(line, "a map has a key without a value.");

    // #{…} is a set, #tag marks the next form, which itself is what matters here, and #_ hides it.
    private EdnForm? Marked(int line, int depth)
    {
        while (text.Peek() == '#')
        {
            text.Read();
            if (text.Peek() == '{')
                return new(EdnKind.Set, line, "", Items(depth));
            var isHidden = text.Peek() == '_';
            if (isHidden)
                text.Read();
            else
                Token();
            var form = Read(depth + 1) ?? throw new HistoryFormatException(line, $"nothing follows {(isHidden ? "#_" : "a tag")}.");
            if (!isHidden)
                return form;
            SkipSpace(depth);
        }
        return Read(depth);
    }

    private string QuotedText()
    {
        var line = text.Line;
        text.Read();
        var content = new StringBuilder();
        for (var c = text.Read(); c != '"'; c = text.Read())
        {
            if (c < 0)
                throw new HistoryFormatException(line, "a text is not closed.");
            content.Append(c == '\\' ? Escaped(line) : (char)c);
        }
        return content.ToString();
    }

    private char Escaped(int line) => text.Read() switch
    {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\b',
        'f' => '\f',
        'u' => (char)HexDigits(line),
        >= 0 and var c when c is '"' or '\\' or '\'' => (char)c,
        _ => throw new HistoryFormatException(line, "a text has an escape that is not known."),
    };

    private int HexDigits(int line)
    {
        var digits = string.Concat(Enumerable.Range(0, 4).Select(_ => (char)Math.Max(0, text.Read())));
        return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? code
            : throw new HistoryFormatException(line, "four hexadecimal digits are to follow \\u.");
    }

    private string Token()
    {
        var token = new StringBuilder();
        while (text.Peek() is >= 0 and var c && !char.IsWhiteSpace((char)c) && c is not (',' or ';' or '"' or '(' or ')' or '[' or ']' or '{' or '}'))
            token.Append((char)text.Read());
        return token.ToString();
    }

    private static EdnForm Atom(int line, string token) => token switch
    {
        "nil" => new(EdnKind.Nil, line, token, None),
        "true" or "false" => new(EdnKind.Boolean, line, token, None),
        [':', _, ..] => new(EdnKind.Keyword, line, token[1..], None),
        _ when Integer(token) is { } number => new(EdnKind.Integer, line, number, None),
        _ => new(EdnKind.Other, line, token, None),
    };

    private static string? Integer(string token) =>
        long.TryParse(token.EndsWith('N') ? token[..^1] : token, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : null;
}
