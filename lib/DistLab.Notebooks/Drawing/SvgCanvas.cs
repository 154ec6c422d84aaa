using System.Globalization;
using System.Text;
using DistLab.Protocols;

namespace DistLab.Notebooks.Drawing;

/// <summary>A static SVG on an opaque card that is right on light and dark pages alike.</summary>
/// <remarks>
/// Colours are CSS variables under the class <c>dl</c>; each element bears its light colour as an attribute as well, so that a
/// viewer which drops the style sheet, or does not know variables, still draws a correct light figure. The only ids are those of
/// title and description. Elements that share their attributes are drawn as one group or path; a layer begins a new order.
/// </remarks>
internal sealed class SvgCanvas
{
    private const string Fonts = "system-ui,-apple-system,&quot;Segoe UI&quot;,Roboto,&quot;Helvetica Neue&quot;,Arial,sans-serif";
    private const string LightHosts = ".dl,.vscode-light .dl,[data-theme=light] .dl,[data-jp-theme-light=true] .dl";
    private const string DarkHosts = ".vscode-dark .dl,[data-theme=dark] .dl,[data-jp-theme-light=false] .dl";

    private readonly List<SvgLayer> layers = [new SvgLayer()];
    private readonly SortedSet<string> rules = new(StringComparer.Ordinal);
    private readonly SortedSet<string> roles = new(StringComparer.Ordinal);

    /// <summary>An empty card, its title what a screen reader says first, its description two to four sentences.</summary>
    public SvgCanvas(string title, string description, int width = 720, int height = 420)
    {
        (Title, Description, Width, Height) = (title, description, width, height);
    }

    public string Title { get; }

    public string Description { get; set; }

    public int Width { get; }

    /// <summary>The height of the card; may be set until the SVG is made.</summary>
    public int Height { get; set; }

    /// <summary>What is drawn from now on lies above all that is drawn so far.</summary>
    public void Layer() => layers.Add(new SvgLayer());

    /// <summary>A path; with an opacity it stays an element of its own, so that overlaps show.</summary>
    public void Path(string data, Paint? stroke = null, Paint? fill = null, double width = 1, double? opacity = null, string? dash = null, bool roundCap = false)
    {
        if (data.Length == 0)
            return;
        var key = new StringBuilder(Colours(fill, stroke));
        if (stroke is not null)
        {
            key.Append(width == 1 ? "" : $" stroke-width=\"{Number(width)}\"");
            key.Append(dash is null ? "" : $" stroke-dasharray=\"{dash}\"");
            key.Append(roundCap ? " stroke-linecap=\"round\"" : "");
            key.Append(width > 1.5 ? " stroke-linejoin=\"round\"" : "");
        }
        if (opacity is { } share)
            key.Append($" {(fill is null ? "stroke" : "fill")}-opacity=\"{Number(share)}\"");
        layers[^1].AddPath(key.ToString(), data, alone: opacity is not null);
    }

    /// <summary>A straight line.</summary>
    public void Line(double x1, double y1, double x2, double y2, Paint stroke, double width = 1, string? dash = null, bool roundCap = false) =>
        Path(SvgPath.Line(x1, y1, x2, y2), stroke, width: width, dash: dash, roundCap: roundCap);

    /// <summary>A rectangle.</summary>
    public void Rect(double x, double y, double width, double height, Paint? fill = null, Paint? stroke = null, double radius = 0, double strokeWidth = 1, double? opacity = null)
    {
        var key = Colours(fill, stroke)
            + (stroke is not null && strokeWidth != 1 ? $" stroke-width=\"{Number(strokeWidth)}\"" : "")
            + (opacity is { } share ? $" fill-opacity=\"{Number(share)}\"" : "");
        var corner = radius > 0 ? $" rx=\"{SvgPath.Number(radius)}\"" : "";
        layers[^1].AddElement(key, $"<rect x=\"{SvgPath.Number(x)}\" y=\"{SvgPath.Number(y)}\" width=\"{SvgPath.Number(width)}\" height=\"{SvgPath.Number(height)}\"{corner}/>");
    }

    /// <summary>A dot or ring.</summary>
    public void Dot(double x, double y, double radius, Paint? fill = null, Paint? stroke = null, double strokeWidth = 1.5)
    {
        var key = Colours(fill, stroke) + (stroke is not null ? $" stroke-width=\"{Number(strokeWidth)}\"" : "");
        layers[^1].AddElement(key, $"<circle cx=\"{SvgPath.Number(x)}\" cy=\"{SvgPath.Number(y)}\" r=\"{SvgPath.Number(radius)}\"/>");
    }

    /// <summary>A text on its base line. A halo in the colour of what lies behind parts it from lines below it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 10 px, which nobody can read on a slide.</exception>
    public void Text(double x, double y, string text, double size, Paint paint, Anchor anchor = Anchor.Start, bool bold = false, Paint? halo = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 10);
        var key = new StringBuilder(Colours(paint.ForText(), halo)).Append($" font-size=\"{Number(size)}\"");
        key.Append(bold ? " font-weight=\"600\"" : "");
        key.Append(anchor switch { Anchor.Middle => " text-anchor=\"middle\"", Anchor.End => " text-anchor=\"end\"", _ => "" });
        if (halo is not null)
            key.Append($" stroke-width=\"{(text.Contains(' ') ? 6 : 4)}\" stroke-linejoin=\"round\" paint-order=\"stroke\"");
        layers[^1].AddElement(key.ToString(), $"<text x=\"{SvgPath.Number(x)}\" y=\"{SvgPath.Number(y)}\">{Markup.Escape(text)}</text>");
    }

    /// <summary>The finished document. The same drawing always gives the same text.</summary>
    /// <param name="slug">What the two ids begin with; by default made from the title and the drawing itself.</param>
    public string ToSvg(string? slug = null)
    {
        var card = new SvgLayer();
        card.AddElement(Colours(Paint.Card, Paint.Border), $"<rect x=\"0.5\" y=\"0.5\" width=\"{Width - 1}\" height=\"{Height - 1}\" rx=\"8\"/>");
        var body = new StringBuilder();
        card.Write(body);
        foreach (var layer in layers)
            layer.Write(body);
        slug = slug is null ? DefaultSlug(body) : Slug(slug);
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" class="dl" width="{Width}" height="{Height}" viewBox="0 0 {Width} {Height}" role="img" aria-labelledby="{slug}-t {slug}-d" font-family="{Fonts}" style="max-width:100%;height:auto">
            <title id="{slug}-t">{Markup.Escape(Title)}</title><desc id="{slug}-d">{Markup.Escape(Description)}</desc>
            <style>{StyleSheet()}</style>
            {body}</svg>

            """.ReplaceLineEndings("\n");
    }

    private string StyleSheet()
    {
        var light = string.Concat(roles.Select(r => $"--{r}:{Palette.Light(new(r))};"));
        var dark = string.Concat(roles.Select(r => $"--{r}:{Palette.Dark(new(r))};"));
        return $"{LightHosts}{{{light}}}{DarkHosts}{{{dark}}}@media screen and (prefers-color-scheme:dark){{.dl{{{dark}}}}}"
            + ".dl{font-variant-numeric:tabular-nums}" + string.Concat(rules);
    }

    private string Colours(Paint? fill, Paint? stroke)
    {
        var classes = new List<string>();
        var attributes = "";
        if (fill is { } inside)
            attributes += Use(classes, "f", "fill", inside);
        if (stroke is { } outside)
            attributes += Use(classes, "s", "stroke", outside);
        return $"{(classes.Count > 0 ? $" class=\"{string.Join(' ', classes)}\"" : "")}{attributes}{(fill is null ? " fill=\"none\"" : "")}";
    }

    private string Use(List<string> classes, string prefix, string property, Paint paint)
    {
        classes.Add(prefix + paint.Name);
        roles.Add(paint.Name);
        rules.Add($".dl .{prefix}{paint.Name}{{{property}:var(--{paint.Name})}}");
        return $" {property}=\"{Palette.Light(paint)}\"";
    }

    private string DefaultSlug(StringBuilder body)
    {
        var hash = StableHash.Mix(StableHash.Mix(StableHash.Start, Title), body.ToString());
        return $"{Slug(Title)}-{(uint)hash:x8}";
    }

    /// <summary>Ids hold ASCII letters, digits and hyphens, so that any page and selector can take them.</summary>
    private static string Slug(string text)
    {
        var letters = text.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-');
        var parts = string.Concat(letters).Split('-', StringSplitOptions.RemoveEmptyEntries);
        var slug = string.Join('-', parts.Where(p => p != "dl").Take(6));
        return "dl-" + (slug.Length == 0 ? "figure" : slug);
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
