namespace DistLab.Consensus;

/// <summary>Which decisions can still come of a state of the whole system.</summary>
public enum Valence : byte
{
    /// <summary>None, as far as was searched.</summary>
    None,

    /// <summary>0 and nothing else: 0-valent, be it decided already or not.</summary>
    Zero,

    /// <summary>1 and nothing else: 1-valent.</summary>
    One,

    /// <summary>0 as well as 1: bivalent. Nobody has decided.</summary>
    Bivalent,
}
