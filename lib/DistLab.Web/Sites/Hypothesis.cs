using DistLab.Availability;

namespace DistLab.Web;

/// <summary>What should stay true of a site whatever befalls it.</summary>
/// <param name="Text">In words, for the report.</param>
/// <param name="Holds">Whether it is true of what was measured.</param>
public sealed record Hypothesis(string Text, Func<ServiceFigures, bool> Holds)
{
    /// <summary>At least this share of requests succeeds, 0 … 1.</summary>
    public static Hypothesis Succeeds(double share) => new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"at least {share * 100:0.###} % of requests succeed"), figures => figures.Success >= share);
}
