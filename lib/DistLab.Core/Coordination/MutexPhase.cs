namespace DistLab.Coordination;

/// <summary>Where a client stands: RELEASED, WANTED or HELD in the textbook's words (Coulouris et al., 5th ed., figure 15.4).</summary>
public enum MutexPhase : byte
{
    /// <summary>Outside the critical section, and wanting nothing.</summary>
    Released,

    /// <summary>Waiting to enter.</summary>
    Wanted,

    /// <summary>In the critical section.</summary>
    Held,
}
