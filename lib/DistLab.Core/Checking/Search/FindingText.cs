using System.Globalization;

namespace DistLab.Checking.Search;

/// <summary>Findings in a few words.</summary>
internal static class FindingText
{
    public static string Steps(int count) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? "step" : "steps")}");

    /// <summary>Nothing was found that decides a property, in all states or in some.</summary>
    public static string Unseen(PropertyKind kind, Verdict verdict, long states) => (kind, verdict) switch
    {
        (PropertyKind.Sometimes, Verdict.Violated) => "in no state",
        (PropertyKind.Sometimes, _) => string.Create(CultureInfo.InvariantCulture, $"not seen in {states:N0} states"),
        (_, Verdict.Open) => string.Create(CultureInfo.InvariantCulture, $"not violated in {states:N0} states"),
        (PropertyKind.Never, _) => "never",
        (PropertyKind.Always, _) => "always",
        (PropertyKind.WhenQuiet, _) => "whenever nothing is left to happen",
        _ => "in every fair run",
    };

    /// <summary>A run never comes to what it should come to.</summary>
    public static string Avoided(Path path) => path.LoopsFrom is { } stem
        ? $"avoided for ever: {Steps(stem)}, then {Steps(path.Ordinals.Count - stem)} again and again"
        : $"avoided for ever: after {Steps(path.Ordinals.Count)} nothing is left to happen";
}
