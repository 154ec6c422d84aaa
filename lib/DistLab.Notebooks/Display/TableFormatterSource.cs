namespace DistLab.Notebooks.Display;

/// <summary>How a notebook shows a table.</summary>
internal sealed class TableFormatterSource
{
    public const string Html = "text/html";
    public const string Text = "text/plain";

#pragma warning disable CA1822 // The formatting library calls it on an instance.
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter(typeof(Table), Html, t => ((Table)t).ToHtml()),
        new MimeFormatter(typeof(Table), Text, t => t.ToString()!),
    ];
#pragma warning restore CA1822
}
