namespace DistLab.Notebooks.Display;

/// <summary>How a notebook shows one of these types: as text.</summary>
internal sealed class TextFormatterSource<T>
    where T : class
{
#pragma warning disable CA1822 // The formatting library calls it on an instance.
    public IEnumerable<object> CreateTypeFormatters() => [new MimeFormatter(typeof(T), BoxFormatterSource.Text, value => value.ToString()!)];
#pragma warning restore CA1822
}
