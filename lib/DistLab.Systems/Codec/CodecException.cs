namespace DistLab.Systems;

/// <summary>A value cannot be turned into bytes, or bytes are not a value; the message says which part and why.</summary>
public sealed class CodecException : Exception
{
    /// <summary>A failure with its reason.</summary>
    public CodecException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
