namespace DistLab.Notebooks.Plots;

/// <summary>The words of an axis.</summary>
internal static class AxisText
{
    private const string NoBreakSpace = "\u00A0";

    /// <summary>The title with the unit, unless the unit stands on every tick, and the kind of scale.</summary>
    public static string? Title(AxisWords axis, TimeUnit? time, string? fallback, bool isLog)
    {
        var unit = time?.Name ?? (axis.Unit == "%" ? null : axis.Unit);
        var title = axis.Title ?? fallback ?? (time is not null ? "Time" : null);
        var named = (title, unit) switch
        {
            (null, null) => isLog ? "Log scale" : null,
            (null, _) => unit,
            (_, null) => title,
            _ => $"{title}, {unit}",
        };
        return isLog && title is not null ? named + " (log scale)" : named;
    }

    /// <summary>What stands behind every tick.</summary>
    public static string Suffix(AxisWords axis) => axis.Unit == "%" ? NoBreakSpace + "%" : "";

    /// <summary>The unit that a value in a sentence bears, with the space before it.</summary>
    public static string UnitAfter(AxisWords axis, TimeUnit? time) => (time?.Name ?? axis.Unit) is { } unit ? NoBreakSpace + unit : "";

    /// <summary>A sentence's end where there is none.</summary>
    public static string Sentence(string text) => text.Length == 0 || ".!?…".Contains(text[^1]) ? text : text + ".";

    /// <summary>The footer with remarks on what is not shown.</summary>
    public static string? Footer(string? footer, IEnumerable<string> remarks)
    {
        var extra = string.Join(' ', remarks);
        if (extra.Length == 0)
            return footer;
        return string.IsNullOrWhiteSpace(footer) ? extra : Sentence(footer.Trim()) + " " + extra;
    }
}
