namespace DistLab.Simulation;

/// <summary>How a Byzantine node departs from its protocol.</summary>
public enum ByzantineBehaviour : byte
{
    /// <summary>Not at all.</summary>
    Correct,

    /// <summary>It sends nothing, though it goes on listening.</summary>
    Silent,

    /// <summary>It tells some the truth and others something else: for each message, chance decides.</summary>
    Equivocate,

    /// <summary>It tells everybody something else.</summary>
    Lie,
}
