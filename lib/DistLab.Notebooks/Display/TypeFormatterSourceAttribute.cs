namespace DistLab.Notebooks.Display;

/// <summary>
/// Names the class that renders a type. Microsoft.DotNet.Interactive.Formatting finds this attribute by its name alone, so that
/// a kernel which uses that library shows our types without this library knowing it.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;

    public string[] PreferredMimeTypes { get; set; } = [];
}
