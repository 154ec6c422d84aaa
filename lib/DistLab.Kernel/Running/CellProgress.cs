using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DistLab.Kernel;

/// <summary>How far a running cell has come, as a progress bar that it displays tells.</summary>
/// <param name="Label">What it is doing.</param>
/// <param name="Fraction">The share that is done, 0 to 1.</param>
/// <param name="TimeLeft">About how long it still takes; null while it does not know.</param>
public sealed record CellProgress(string Label, double Fraction, TimeSpan? TimeLeft)
{
    /// <summary>Reads a display of a progress bar.</summary>
    /// <param name="displayed">Any display.</param>
    /// <param name="bar">What the bar says; null once it no longer moves.</param>
    /// <returns>Whether it is such a display.</returns>
    internal static bool TryRead(Frame displayed, out CellProgress? bar)
    {
        bar = null;
        // Most displays are something else, and need not be parsed again. JSON writes the type's plus sign in another way.
        if (!displayed.Text.Contains("vnd.distlab.progress", StringComparison.Ordinal) || displayed.Json()["data"]?[MimeTypes.Progress] is not JsonObject said)
            return false;
        if (Number(said["fraction"]) is not { } fraction)
            return false;
        if (said["state"] is JsonValue state && state.ToString() != "running")
            return true;
        var left = Number(said["secondsLeft"]) is { } seconds and >= 0 and < 1e9 ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        bar = new(said["label"] is JsonValue label ? label.ToString() : "", Math.Clamp(fraction, 0, 1), left);
        return true;
    }

    private static double? Number(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) : null;
}
