using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>
/// Mutual exclusion by a token that travels round a ring of processes, in one direction: who has it may enter. A process that
/// does not want to enter passes it on at once; one in the critical section keeps it until it leaves.
/// </summary>
/// <remarks>
/// The ring-based algorithm of Coulouris et al., 5th ed., §15.2. The token travels also when nobody wants it: that is the
/// algorithm, and its price. A token lost in a crash is lost for good.
/// </remarks>
public class TokenRingMutex : MutualExclusion<TokenRingMutex.State>
{
    private static readonly TokenMessage TheToken = new();
    private static readonly PassOnTimer ThePassOn = new();

    private readonly int _count;
    private readonly Delay? _forwarding;

    /// <summary>A ring of processes 0, 1, … back to 0; the token starts at process 0.</summary>
    /// <param name="count">How many processes there are.</param>
    /// <param name="workload">What every process does.</param>
    /// <param name="forwarding">How long a process that does not want the token takes to pass it on; without it, no time.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two processes.</exception>
    public TokenRingMutex(int count, Workload workload, Delay? forwarding = null)
        : base(workload)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        _count = count;
        _forwarding = forwarding;
    }

    /// <summary>The only message. Sent from outside to a process, it is a second token, which ends the safety of the ring.</summary>
    public static MutexMessage Token => TheToken;

    /// <summary>What a process remembers.</summary>
    public sealed record State : MutexState
    {
        /// <summary>Whether the token is here.</summary>
        public bool HasToken { get; init; }
    }

    internal sealed record TokenMessage : MutexMessage
    {
        public override string ToString() => "token";
    }

    internal sealed record PassOnTimer : MutexMessage
    {
        public override string ToString() => "pass on";
    }

    /// <summary>On initialization: process 0 has the token, as if it had just come.</summary>
    protected override State OnInitialization(NodeId self, Effects<MutexMessage> effects) =>
        self.Index == 0 ? OnToken(new(), self, effects) : new();

    /// <summary>On recovery: a process knows nothing of a token that it had.</summary>
    protected override State OnRecovery(NodeId self, Effects<MutexMessage> effects) => new();

    /// <summary>To enter the critical section: wait for the token; enter at once if it is here.</summary>
    protected override State ToEnter(State state, NodeId self, Effects<MutexMessage> effects)
    {
        if (!state.HasToken)
            return state;
        effects.CancelTimer(ThePassOn);
        return EnterCriticalSection(state, effects);
    }

    /// <summary>To exit the critical section: send the token to the next process.</summary>
    protected override State ToExit(State state, NodeId self, Effects<MutexMessage> effects) => PassOn(state, self, effects);

    /// <summary>On receipt of the token: enter if this process wants to, otherwise send it on.</summary>
    protected override State OnReceipt(State state, NodeId self, NodeId from, MutexMessage message, Effects<MutexMessage> effects) =>
        message is TokenMessage ? OnToken(state, self, effects) : state;

    /// <summary>The token has been here long enough.</summary>
    protected override State OnTimeout(State state, NodeId self, MutexMessage timer, Effects<MutexMessage> effects) =>
        timer is PassOnTimer ? PassOn(state, self, effects) : state;

    private State OnToken(State state, NodeId self, Effects<MutexMessage> effects)
    {
        if (state.Phase == MutexPhase.Wanted)
            return EnterCriticalSection(state with { HasToken = true }, effects);
        if (_forwarding is null || state.HasToken)
        {
            effects.Send(Successor(self), TheToken);
            return state;
        }
        effects.SetTimer(ThePassOn, _forwarding);
        return state with { HasToken = true };
    }

    private State PassOn(State state, NodeId self, Effects<MutexMessage> effects)
    {
        effects.Send(Successor(self), TheToken);
        return state with { HasToken = false };
    }

    private NodeId Successor(NodeId self) => self.Index + 1 == _count ? 0 : self.Index + 1;
}
