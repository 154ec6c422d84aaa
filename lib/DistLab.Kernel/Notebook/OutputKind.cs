namespace DistLab.Kernel;

/// <summary>The kinds of output of a code cell in nbformat 4.</summary>
public enum OutputKind
{
    /// <summary>Text written to the console.</summary>
    Stream,

    /// <summary>A value shown by <c>display</c>.</summary>
    DisplayData,

    /// <summary>The value of the cell's last expression.</summary>
    ExecuteResult,

    /// <summary>An error: the code did not compile, threw, ran too long or ended its process.</summary>
    Error,
}
