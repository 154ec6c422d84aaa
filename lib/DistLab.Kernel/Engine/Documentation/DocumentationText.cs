using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace DistLab.Kernel;

/// <summary>XML documentation as a reader wants it, in plain text or in HTML.</summary>
/// <param name="html">Whether HTML is made.</param>
internal sealed partial class DocumentationText(bool html)
{
    private readonly StringBuilder _text = new();

    /// <summary>The paragraphs and lists of an element.</summary>
    internal static string Of(XElement element, bool html)
    {
        var writer = new DocumentationText(html);
        writer.Block(element);
        return html ? writer._text.ToString() : Gaps().Replace(writer._text.ToString(), "\n\n").Trim('\n').TrimEnd();
    }

    /// <summary>A name as it is written in code: <c>T:System.Collections.Generic.List`1</c> becomes <c>List&lt;T&gt;</c>.</summary>
    internal static string Name(string cref)
    {
        string id = cref.Length > 1 && cref[1] == ':' ? cref[2..] : cref;
        bool isType = cref.StartsWith("T:", StringComparison.Ordinal);
        string arguments = id.IndexOf('(') is >= 0 and var open ? id[open..] : "";
        string[] parts = id[..^arguments.Length].Split('.');
        string name = Part(parts[^1]);
        if (!isType && parts.Length > 1)
            name = name == "#ctor" ? Part(parts[^2]) : $"{Part(parts[^2])}.{name}";
        return cref.StartsWith("M:", StringComparison.Ordinal) ? name + "()" : name;
    }

    private static string Part(string part)
    {
        int mark = part.IndexOf('`');
        if (mark < 0)
            return part;
        int count = int.TryParse(part[mark..].TrimStart('`'), out int number) ? Math.Clamp(number, 1, 9) : 1;
        string parameters = count == 1 ? "T" : string.Join(", ", Enumerable.Range(1, count).Select(i => $"T{i}"));
        return $"{part[..mark]}<{parameters}>";
    }

    private void Block(XElement element)
    {
        Paragraph();
        foreach (var node in element.Nodes())
            Node(node);
        EndParagraph();
    }

    private void Node(XNode node)
    {
        if (node is XText text)
            Text(text.Value);
        else if (node is XElement element)
            Element(element);
    }

    private void Element(XElement element)
    {
        switch (element.Name.LocalName)
        {
            case "see" or "seealso":
                See(element);
                break;
            case "paramref" or "typeparamref":
                Code(element.Attribute("name")?.Value ?? "");
                break;
            case "c":
                Code(element.Value);
                break;
            case "code":
                CodeBlock(element.Value);
                break;
            case "para" or "p":
                EndParagraph();
                Block(element);
                Paragraph();
                break;
            case "br":
                _text.Append(html ? "<br>" : "\n");
                break;
            case "list" or "ul" or "ol":
                List(element);
                break;
            case "i" or "em" or "b" or "strong" when html:
                Tagged(element.Name.LocalName, element);
                break;
            default:
                foreach (var node in element.Nodes())
                    Node(node);
                break;
        }
    }

    private void See(XElement element)
    {
        string? target = element.Attribute("langword")?.Value ?? (element.Attribute("cref")?.Value is { } cref ? Name(cref) : null);
        string? address = element.Attribute("href")?.Value;
        if (element.Value.Trim() is { Length: > 0 } own)
            Text(own);
        else if (target is not null)
            Code(target);
        else if (address is not null)
            Text(address);
    }

    private void List(XElement list)
    {
        EndParagraph();
        bool numbered = list.Attribute("type")?.Value == "number" || list.Name.LocalName == "ol";
        if (html)
            _text.Append(numbered ? "<ol>" : "<ul>");
        int number = 0;
        foreach (var item in list.Elements().Where(element => element.Name.LocalName is "item" or "listheader" or "li"))
        {
            _text.Append(html ? "<li>" : numbered ? $"\n{++number}. " : "\n- ");
            if (item.Element("term") is { } term)
            {
                Inline(term);
                if (item.Element("description") is { })
                    Text(": ");
            }
            Inline(item.Element("description") ?? (item.Element("term") is null ? item : new XElement("none")));
            _text.Append(html ? "</li>" : "");
        }
        _text.Append(html ? numbered ? "</ol>" : "</ul>" : "\n");
        Paragraph();
    }

    /// <summary>What stands in one item of a list, without paragraphs of its own.</summary>
    private void Inline(XElement element)
    {
        foreach (var node in element.Nodes())
            Node(node);
    }

    private void Tagged(string tag, XElement element)
    {
        _text.Append($"<{tag}>");
        Inline(element);
        _text.Append($"</{tag}>");
    }

    private void Text(string text)
    {
        // Some of the framework's documentation separates paragraphs by empty lines.
        string[] paragraphs = EmptyLine().Split(text);
        for (int i = 0; i < paragraphs.Length; i++)
        {
            if (i > 0)
            {
                EndParagraph();
                Paragraph();
            }
            string flat = Whitespace().Replace(paragraphs[i], " ");
            if (AtStart)
                flat = flat.TrimStart();
            _text.Append(html ? WebUtility.HtmlEncode(flat) : flat);
        }
    }

    private void Code(string code) => _text.Append(html ? $"<code>{WebUtility.HtmlEncode(code)}</code>" : code);

    private void CodeBlock(string code)
    {
        EndParagraph();
        string text = Dedent(code);
        _text.Append(html ? $"<pre>{WebUtility.HtmlEncode(text)}</pre>" : "\n\n    " + text.Replace("\n", "\n    ", StringComparison.Ordinal) + "\n\n");
        Paragraph();
    }

    private static string Dedent(string code)
    {
        string[] lines = code.ReplaceLineEndings("\n").Trim('\n').TrimEnd().Split('\n');
        int indent = lines.Where(line => line.Trim().Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty().Min();
        return string.Join('\n', lines.Select(line => line.Length >= indent ? line[indent..] : line.TrimStart()));
    }

    private bool AtStart => _text.Length == 0 || _text[^1] == '\n' || (html && _text.ToString(Math.Max(0, _text.Length - 3), Math.Min(3, _text.Length)) == "<p>");

    private void Paragraph() => _text.Append(html ? "<p>" : "\n\n");

    private void EndParagraph()
    {
        while (_text.Length > 0 && _text[^1] == ' ')
            _text.Length--;
        if (!html)
            return;
        if (_text.Length >= 3 && _text.ToString(_text.Length - 3, 3) == "<p>")
            _text.Length -= 3;
        else
            _text.Append("</p>");
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();

    [GeneratedRegex(@"\n[ \t\r]*\n")]
    private static partial Regex EmptyLine();

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex Gaps();
}
