using DistLab.Protocols;

namespace DistLab.Models;

/// <summary>P0 asks P1 whether it is alive, and when the time is over says whether it believes P1 to have crashed.</summary>
/// <remarks>
/// The smallest protocol that tells a synchronous system from an asynchronous one (Coulouris et al., 5th ed., §2.4.1): where every message
/// takes at most D and an answer at most S to make, a silence of 2D + S proves a crash; where there is no such bound, it proves nothing.
/// </remarks>
public sealed class TimeoutProbe : Protocol<TimeoutProbe.State, ProbeMessage>
{
    private static readonly NodeId Prober = 0;
    private static readonly NodeId Probed = 1;

    private readonly Delay _timeout;

    /// <summary>A probe with a time-out.</summary>
    /// <param name="timeout">How long P0 waits.</param>
    public TimeoutProbe(Delay timeout)
    {
        ArgumentNullException.ThrowIfNull(timeout);
        _timeout = timeout;
    }

    /// <summary>What P0 believes of P1; null while it waits, and always at P1.</summary>
    /// <param name="BelievesCrashed">Whether it believes that P1 has crashed.</param>
    public sealed record State(bool? BelievesCrashed = null);

    /// <summary>How long silence must be to prove a crash, where there are bounds: 2D + S.</summary>
    /// <param name="message">The longest that a message takes: D.</param>
    /// <param name="processing">The longest that an answer takes to make: S.</param>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative.</exception>
    public static Duration Proof(Duration message, Duration processing = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(message, Duration.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(processing, Duration.Zero);
        return (message * 2) + processing;
    }

    /// <inheritdoc/>
    public override State Start(NodeId self, Effects<ProbeMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        if (self == Prober)
        {
            effects.Send(Probed, ProbeMessage.AreYouAlive);
            effects.SetTimer(ProbeMessage.TimeIsOver, _timeout);
        }
        return new();
    }

    /// <inheritdoc/>
    public override State OnMessage(State state, NodeId self, NodeId from, ProbeMessage message, Effects<ProbeMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(effects);
        if (self == Probed)
            effects.Send(from, ProbeMessage.IAmAlive);
        else if (state.BelievesCrashed is null)
            return Believe(false, effects);
        return state;
    }

    /// <inheritdoc/>
    public override State OnTimer(State state, NodeId self, ProbeMessage timer, Effects<ProbeMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        return Believe(true, effects);
    }

    private static State Believe(bool crashed, Effects<ProbeMessage> effects)
    {
        if (!crashed)
            effects.CancelTimer(ProbeMessage.TimeIsOver);
        effects.Output(crashed ? "P1 has crashed" : "P1 is alive");
        return new(crashed);
    }
}
