namespace DistLab.Systems;

/// <summary>A cluster cannot be started, or cannot do what it was asked; the message says why and what helps.</summary>
public sealed class ClusterException : Exception
{
    /// <summary>A failure with its reason.</summary>
    public ClusterException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
