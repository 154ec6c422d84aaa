namespace DistLab.Notebooks.Display;

/// <summary>How a notebook shows a stepper: a page's piece that brings its script along, else its static diagram, else text.</summary>
internal sealed class StepperFormatterSource
{
    public const string Html = "text/html";

#pragma warning disable CA1822 // The formatting library calls it on an instance.
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter(typeof(Stepper), Html, stepper => ((Stepper)stepper).ToHtml()),
        new MimeFormatter(typeof(Stepper), FigureFormatterSource.Svg, stepper => ((Stepper)stepper).ToSvg()),
        new MimeFormatter(typeof(Stepper), FigureFormatterSource.Text, stepper => stepper.ToString()!),
    ];
#pragma warning restore CA1822
}
