using DistLab.Notebooks.Exercises;

namespace DistLab.Notebooks.Display;

/// <summary>The MIME types of predictions, checks and scoreboards: a box, or text where there is no HTML.</summary>
internal static class BoxFormatterSource
{
    public const string Html = "text/html";
    public const string Text = "text/plain";
}

/// <summary>How a notebook shows one of these types.</summary>
internal sealed class BoxFormatterSource<TBox>
    where TBox : IBox
{
#pragma warning disable CA1822 // The formatting library calls it on an instance.
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter(typeof(TBox), BoxFormatterSource.Html, box => ((IBox)box).ToHtml()),
        new MimeFormatter(typeof(TBox), BoxFormatterSource.Text, box => box.ToString()!),
    ];
#pragma warning restore CA1822
}
