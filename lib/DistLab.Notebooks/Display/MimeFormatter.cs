namespace DistLab.Notebooks.Display;

/// <summary>Renders a value as one MIME type. The formatting library finds both members by their names and types.</summary>
internal sealed class MimeFormatter(string mimeType, Func<object, string> write)
{
    public string MimeType { get; } = mimeType;

    public bool Format(object value, TextWriter writer)
    {
        writer.Write(write(value));
        return true;
    }
}
