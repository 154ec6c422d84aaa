using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>
/// How well clocks were synchronized, told in the two ways: <em>internally</em>, with each other, and <em>externally</em>,
/// with the right time. Clocks of accuracy D have a precision of 2D at worst; a precision says nothing about the accuracy.
/// </summary>
/// <remarks>Coulouris et al., 5th ed., §14.3; the words precision and accuracy are those of van Steen and Tanenbaum, 3rd ed., §6.1.</remarks>
/// <param name="Precision">π: how far two clocks were apart at most, at the same instant.</param>
/// <param name="Accuracy">α: how far a clock was off the right time at most.</param>
public readonly record struct ClockQuality(Duration Precision, Duration Accuracy)
{
    /// <summary>The quality that samples show; those of one instant are held against each other.</summary>
    /// <exception cref="ArgumentException">There is no sample.</exception>
    public static ClockQuality Of(IEnumerable<ClockSample> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var all = samples.ToList();
        if (all.Count == 0)
            throw new ArgumentException("At least one sample is needed.", nameof(samples));
        var precision = all.GroupBy(sample => sample.At).Max(instant => instant.Max(s => s.Error) - instant.Min(s => s.Error));
        return new(precision, all.Max(sample => sample.Error.Abs()));
    }

    /// <summary>For example <c>within 3 ms of each other, within 5 ms of the right time</c>.</summary>
    public override string ToString() => $"within {Precision} of each other, within {Accuracy} of the right time";
}
