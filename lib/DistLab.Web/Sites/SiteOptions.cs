namespace DistLab.Web;

/// <summary>How a site is put together.</summary>
public sealed record SiteOptions
{
    /// <summary>How each server works; its seed is that of the first one, and the others' follow from it.</summary>
    public ServerOptions Server { get; init; } = new();

    /// <summary>How the hub works.</summary>
    public HubOptions Hub { get; init; } = new();

    /// <summary>How many servers must be up for the service to count as up; 1 by default.</summary>
    public int Needed { get; init; } = 1;

    /// <summary>Whether a relay stands between the hub and each server, so that they can be cut off from each other; not so by default, since it costs time.</summary>
    public bool Relayed { get; init; }

    /// <summary>Whether a process waits in the place of each server that was killed, so that starting it again takes hundredths of a second; not so by default.</summary>
    public bool Prepared { get; init; }
}
