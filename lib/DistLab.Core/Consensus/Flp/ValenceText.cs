namespace DistLab.Consensus;

/// <summary>Valences in words.</summary>
public static class ValenceText
{
    /// <summary>For example "bivalent".</summary>
    public static string InWords(this Valence valence) => valence switch
    {
        Valence.Zero => "0-valent",
        Valence.One => "1-valent",
        Valence.Bivalent => "bivalent",
        _ => "no decision within the rounds",
    };
}
