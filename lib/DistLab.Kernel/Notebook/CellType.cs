namespace DistLab.Kernel;

/// <summary>The three kinds of cell of nbformat 4.</summary>
public enum CellType
{
    /// <summary>C# that is executed; the only kind with outputs.</summary>
    Code,

    /// <summary>Text in Markdown.</summary>
    Markdown,

    /// <summary>Text that is passed through as it stands.</summary>
    Raw,
}
