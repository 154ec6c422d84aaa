using DistLab.Notebooks.Exercises;

namespace DistLab.Notebooks.Display;

/// <summary>How a notebook shows predictions, checks and scoreboards: as a box, or as text where there is no HTML.</summary>
internal sealed class BoxFormatterSource
{
    public const string Html = "text/html";
    public const string Text = "text/plain";

#pragma warning disable CA1822 // The formatting library calls it on an instance.
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter(typeof(IBox), Html, box => ((IBox)box).ToHtml()),
        new MimeFormatter(typeof(IBox), Text, box => box.ToString()!),
    ];
#pragma warning restore CA1822
}
