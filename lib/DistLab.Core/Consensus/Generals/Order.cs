namespace DistLab.Consensus;

/// <summary>What a general is to do.</summary>
public enum Order : byte
{
    /// <summary>Stay where you are; what is done when there is no order, or no majority for one.</summary>
    Retreat,

    /// <summary>Attack.</summary>
    Attack,
}
