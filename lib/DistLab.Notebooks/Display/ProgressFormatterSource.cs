using DistLab.Notebooks.Progress;

namespace DistLab.Notebooks.Display;

/// <summary>How a notebook shows a progress bar. The form of our own tells a runner, which shows it in its own way.</summary>
internal sealed class ProgressFormatterSource
{
    public const string Html = "text/html";
    public const string Progress = "application/vnd.distlab.progress+json";
    public const string Text = "text/plain";

#pragma warning disable CA1822 // The formatting library calls it on an instance.
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter(typeof(ProgressBar), Html, bar => ProgressText.Html((ProgressBar)bar)),
        new MimeFormatter(typeof(ProgressBar), Progress, bar => ProgressText.Json((ProgressBar)bar)),
        new MimeFormatter(typeof(ProgressBar), Text, bar => bar.ToString()!),
    ];
#pragma warning restore CA1822
}
