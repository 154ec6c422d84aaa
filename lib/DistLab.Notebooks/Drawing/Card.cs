namespace DistLab.Notebooks.Drawing;

/// <summary>The words around a plot: title, subtitle and footer, wrapped, made smaller or cut until they fit the card.</summary>
/// <remarks>
/// With one line each, the title stands at y 34, the subtitle at 54, the strip for the key at 84 and the plot from 100 on.
/// Every further line moves what follows down: <see cref="Shift"/> pixels for the plot, <see cref="FooterHeight"/> below it.
/// </remarks>
internal sealed class Card
{
    public const double Margin = 24;
    private const double TitleSize = 16;
    private const double SmallTitleSize = 14;
    private const double SubtitleSize = 12.5;
    private const double FooterSize = 11;
    private const double FooterLine = 15;

    private readonly double titleSize;
    private readonly IReadOnlyList<string> title;
    private readonly IReadOnlyList<string> subtitle;
    private readonly IReadOnlyList<string> footer;

    public Card(string title, string? subtitle, string? footer, int width = 720)
    {
        var room = width - (2 * Margin) + 4;
        titleSize = TextMetrics.Width(title, TitleSize, bold: true) <= room ? TitleSize : SmallTitleSize;
        this.title = TextMetrics.Wrap(title, room, titleSize, bold: true);
        this.subtitle = TextMetrics.Wrap(subtitle ?? "", room, SubtitleSize);
        this.footer = TextMetrics.Wrap(footer ?? "", room, FooterSize, maxLines: 3);
    }

    /// <summary>How far the plot stands below its usual place; negative without a subtitle.</summary>
    public int Shift => (20 * (Math.Max(1, title.Count) - 1)) + (17 * Math.Max(0, subtitle.Count - 1)) - (subtitle.Count == 0 ? 18 : 0);

    /// <summary>The room that the footer takes below the plot and its x axis.</summary>
    public int FooterHeight => footer.Count == 0 ? 6 : 14 + (int)(FooterLine * footer.Count);

    public void Draw(SvgCanvas canvas)
    {
        var y = 34.0;
        foreach (var line in title)
        {
            canvas.Text(Margin, y, line, titleSize, Paint.Ink, bold: true);
            y += 20;
        }
        foreach (var line in subtitle)
        {
            canvas.Text(Margin, y, line, SubtitleSize, Paint.Secondary);
            y += 17;
        }
        for (var i = 0; i < footer.Count; i++)
            canvas.Text(Margin, canvas.Height - 14 - (FooterLine * (footer.Count - 1 - i)), footer[i], FooterSize, Paint.Muted);
    }
}
