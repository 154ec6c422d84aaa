namespace DistLab.Analysis;

/// <summary>The results of a sweep cannot be kept, or what was kept cannot be used; the message says what to do.</summary>
public sealed class SweepStoreException : Exception
{
    /// <summary>What is wrong.</summary>
    public SweepStoreException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
