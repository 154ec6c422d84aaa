using System.Text;
using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Exercises;

/// <summary>A tinted box in the page: a mark, a heading and a few sentences.</summary>
internal static class HtmlBox
{
    /// <summary>A box.</summary>
    public static string Render(BoxContent box)
    {
        var html = new StringBuilder();
        html.Append($"<div class=\"dlx box {box.Tone}\">{HtmlSheet.ForBox(box.Tone)}");
        html.Append($"<p><b aria-hidden=\"true\">{box.Mark}</b> <strong>{Markup.Escape(box.Verdict)}</strong> {Markup.Escape(box.Heading)}</p>");
        if (box.Lead.Length > 0)
            html.Append($"<p>{Markup.Escape(box.Lead)}</p>");
        if (box.Pair is [var (one, first), var (other, second)])
        {
            html.Append($"<table><thead><tr><th>{one}</th><th>{other}</th></tr></thead>");
            html.Append($"<tbody><tr><td>{Markup.Escape(first)}</td><td>{Markup.Escape(second)}</td></tr></tbody></table>");
        }
        foreach (var line in box.Lines.Where(line => line.Length > 0))
            html.Append($"<p class=\"more\">{Markup.Escape(line)}</p>");
        return html.Append("</div>").ToString();
    }

    /// <summary>The same as plain text.</summary>
    public static string RenderText(BoxContent box)
    {
        string[] lines = [$"{box.Mark} {box.Verdict} {box.Heading}".TrimEnd(), box.Lead, .. box.Pair.Select(pair => $"{pair.Name}: {pair.Value}"), .. box.Lines];
        return string.Join("\n  ", lines.Where(line => line.Length > 0));
    }
}
