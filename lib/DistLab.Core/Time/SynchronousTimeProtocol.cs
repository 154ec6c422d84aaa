using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>
/// Clients of a synchronous system: whatever answer comes took between <see cref="Minimum"/> and <see cref="Maximum"/>, and
/// each client sets its clock by <see cref="SynchronousSetting"/>. It measures nothing.
/// </summary>
/// <remarks>Coulouris et al., 5th ed., §14.3.1.</remarks>
public sealed class SynchronousTimeProtocol : TimeProtocol
{
    /// <summary>A system with the given bounds.</summary>
    /// <param name="minimum">The least time from the server's reading of its clock to the arrival of the answer.</param>
    /// <param name="maximum">The greatest. Where the server stamps on receipt, both must include its service time.</param>
    /// <exception cref="ArgumentOutOfRangeException">The minimum is negative or above the maximum.</exception>
    public SynchronousTimeProtocol(Duration minimum, Duration maximum)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minimum, Duration.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, minimum);
        Minimum = minimum;
        Maximum = maximum;
    }

    /// <summary>The least time from the server's reading to the arrival.</summary>
    public Duration Minimum { get; }

    /// <summary>The greatest time from the server's reading to the arrival.</summary>
    public Duration Maximum { get; }

    private protected override TimeState OnAnswer(TimeState state, Instant serverTime, Instant reading, Effects<TimeMessage> effects) =>
        SetClock(SynchronousSetting.Compute(serverTime, Minimum, Maximum), state, effects);
}
