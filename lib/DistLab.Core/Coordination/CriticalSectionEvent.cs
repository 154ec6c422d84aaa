namespace DistLab.Coordination;

/// <summary>What every mutual exclusion protocol here outputs: a client's way through the critical section.</summary>
public enum CriticalSectionEvent : byte
{
    /// <summary>The application has called <c>enter()</c>; the client waits from now on.</summary>
    Requested,

    /// <summary>The client is in the critical section.</summary>
    Entered,

    /// <summary>The client has left it: <c>exit()</c>.</summary>
    Exited,
}
