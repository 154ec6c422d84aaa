namespace DistLab.Availability;

/// <summary>What became of a request, as its user saw it.</summary>
public enum RequestOutcome : byte
{
    /// <summary>The right answer came in time.</summary>
    Succeeded,

    /// <summary>An error came: the connection was refused or broke off, or the hub had no server.</summary>
    Failed,

    /// <summary>Nothing came in time, and the user gave up.</summary>
    TimedOut,

    /// <summary>Nothing had come when the measurement ended; such a request counts neither way.</summary>
    Open,
}
