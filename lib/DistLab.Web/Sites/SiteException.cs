namespace DistLab.Web;

/// <summary>A site cannot be started, or cannot do what it was asked; the message says why.</summary>
public sealed class SiteException : Exception
{
    /// <summary>A failure with its reason.</summary>
    public SiteException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
