namespace DistLab.Simulation;

/// <summary>A protocol's own code failed; the message names the node, the time and the event, and the cause is within.</summary>
public sealed class ProtocolException : Exception
{
    /// <summary>A failure with its circumstances.</summary>
    public ProtocolException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
