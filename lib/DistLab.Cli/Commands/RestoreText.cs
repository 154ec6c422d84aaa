using System.Text.RegularExpressions;

namespace DistLab.Cli;

/// <summary>Reads what the .NET SDK says.</summary>
internal static partial class RestoreText
{
    /// <summary>
    /// The packages that a restore did not find, each with the version it was asked for where that is told. Empty where it failed
    /// for another reason too: then not only packages are missing.
    /// </summary>
    public static IReadOnlyList<string> MissingPackages(string output)
    {
        var errors = Error().Matches(output).Select(match => match.Value).ToList();
        var missing = errors.Select(error => Missing().Match(error)).ToList();
        return missing.All(match => match.Success)
            ? [.. missing.Select(match => (match.Groups["name"].Value + " " + match.Groups["version"].Value).Trim()).Distinct().Order(StringComparer.Ordinal)]
            : [];
    }

    /// <summary>How many tests passed, in brackets; nothing where that is not told.</summary>
    public static string Passed(string output) => PassedCount().Match(output) is { Success: true } match ? $" ({match.Groups[1].Value})" : "";

    [GeneratedRegex(@"\berror [A-Z]+\d+:.*")]
    private static partial Regex Error();

    // NU1101: no package of that name; NU1102: none of that version; NU1103: only prereleases.
    [GeneratedRegex(@"error NU110[123]: Unable to find (?:a stable )?package (?<name>[\w.-]+?)(?: with version \(>= (?<version>[^)]+)\)|\. |$)")]
    private static partial Regex Missing();

    [GeneratedRegex(@"Passed: +(\d+)")]
    private static partial Regex PassedCount();
}
