namespace DistLab.Systems;

/// <summary>A write-ahead file is damaged in a way that no crash explains; the message names the file and the place.</summary>
public sealed class CorruptFileException : IOException
{
    /// <summary>A damage with its place.</summary>
    public CorruptFileException(string message)
        : base(message)
    {
    }
}
