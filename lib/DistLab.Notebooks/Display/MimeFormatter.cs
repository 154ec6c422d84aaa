namespace DistLab.Notebooks.Display;

/// <summary>
/// Renders values of a type, and of those derived from it, as one MIME type. The formatting library finds the members by their
/// names and types.
/// </summary>
internal sealed class MimeFormatter(Type type, string mimeType, Func<object, string> write)
{
    public Type Type { get; } = type;

    public string MimeType { get; } = mimeType;

    public bool Format(object value, TextWriter writer)
    {
        writer.Write(write(value));
        return true;
    }
}
