using DistLab.Protocols;

namespace DistLab.Simulation;

/// <summary>One kind of fault that a nemesis has happen.</summary>
/// <param name="Like">What happens; its node, and mostly its links, are drawn.</param>
/// <param name="Every">The mean time from one to the next.</param>
/// <param name="Lasting">How long each lasts in the mean.</param>
public sealed record NemesisRule(Fault Like, Duration Every, Duration Lasting)
{
    /// <summary>The rule in words.</summary>
    public override string ToString() => $"{Like.Kind} every {Every}, lasting {Lasting}";
}
