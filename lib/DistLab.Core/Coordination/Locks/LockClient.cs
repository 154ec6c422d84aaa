using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>
/// A client that does the same again and again: acquire the lock, read the file, work, write the file with one added, release the lock.
/// It renews its lease while it is at it, and stops when its own timer tells it that the lease is over.
/// </summary>
/// <remarks>
/// Whoever waits for the lock watches its grant: if it stays the same for a whole lease by the waiting client's own timer, the client
/// asks for its end. Amazon's DynamoDB lock client goes about it in the same way, by a version number.
/// </remarks>
public sealed class LockClient : Protocol<LockClient.State, RaftLockService.Message>
{
    private const string TheLock = "file";

    private readonly int _servers;
    private readonly NodeId _file;
    private readonly Func<NodeId, LockTimes> _times;

    /// <summary>A client.</summary>
    /// <param name="servers">How many servers the lock service has: P0 and those that follow.</param>
    /// <param name="file">Where the file is.</param>
    /// <param name="times">How long each client takes for what it does.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no server.</exception>
    public LockClient(int servers, NodeId file, Func<NodeId, LockTimes> times)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(servers, 1);
        ArgumentNullException.ThrowIfNull(times);
        (_servers, _file, _times) = (servers, file, times);
    }

    /// <summary>What a client remembers.</summary>
    /// <param name="Phase">What it is at.</param>
    /// <param name="Serial">The number of its last request to the service.</param>
    /// <param name="Asked">The request that waits for an answer, if any.</param>
    /// <param name="Server">Whom it asks.</param>
    /// <param name="Token">The token of its grant; 0 if it has none.</param>
    /// <param name="Watched">Another client's grant, for the end of which it waits.</param>
    /// <param name="Content">What it has read.</param>
    public sealed record State(LockPhase Phase, long Serial, LockCommand? Asked, NodeId Server, long Token, LockGrant? Watched, long Content);

    /// <summary>The output: this client holds the lock, as far as it knows.</summary>
    /// <param name="Token">The token of its grant.</param>
    public sealed record Acquired(long Token)
    {
        /// <inheritdoc/>
        public override string ToString() => $"has the lock, #{Token}";
    }

    /// <summary>The output: this client no longer holds the lock.</summary>
    /// <param name="Token">The token of its grant.</param>
    /// <param name="IsTimeout">Whether it knows from its timer only that its lease is over.</param>
    public sealed record Left(long Token, bool IsTimeout)
    {
        /// <inheritdoc/>
        public override string ToString() => IsTimeout ? $"lease #{Token} is over" : $"leaves #{Token}";
    }

    internal abstract record Timer : RaftLockService.Message
    {
        internal sealed record Thought : Timer;

        internal sealed record Poll : Timer;

        internal sealed record NoAnswer : Timer;

        internal sealed record NoFile : Timer;

        internal sealed record Done : Timer;

        internal sealed record TimeToRenew : Timer;

        internal sealed record LeaseIsOver : Timer;

        internal sealed record Unchanged(LockGrant Grant) : Timer;
    }

    /// <inheritdoc/>
    public override State Start(NodeId self, Effects<RaftLockService.Message> effects) => Think(new(LockPhase.Thinking, 0, null, 0, 0, null, 0), self, effects);

    /// <summary>Its requests' numbers go on after a crash; a grant is forgotten, and ends with its lease.</summary>
    public override State? Durable(State state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new(LockPhase.Thinking, state.Serial, null, 0, 0, null, 0);
    }

    /// <inheritdoc/>
    public override State OnRestart(State? durable, NodeId self, Effects<RaftLockService.Message> effects) =>
        durable is null ? Start(self, effects) : Think(durable, self, effects);

    /// <inheritdoc/>
    public override State OnMessage(State state, NodeId self, NodeId from, RaftLockService.Message message, Effects<RaftLockService.Message> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(effects);
        switch (message)
        {
            case RaftLockService.ClientReply reply when state.Asked is { } asked && reply.Serial == state.Serial:
                effects.CancelTimer(new Timer.NoAnswer());
                return OnReply(state with { Asked = null }, self, asked, reply.Result, effects);
            case RaftLockService.NotLeader { Leader: { } leader } turnedAway when state.Asked is not null && turnedAway.Serial == state.Serial && leader != state.Server:
                return AskOnce(state with { Server = leader }, self, effects);
            case FencedFile.Contents contents when state.Phase == LockPhase.Reading && contents.Token == state.Token:
                effects.CancelTimer(new Timer.NoFile());
                effects.SetTimer(new Timer.Done(), _times(self).Work);
                return state with { Phase = LockPhase.Working, Content = contents.Content };
            case FencedFile.Written written when state.Phase == LockPhase.Writing && written.Token == state.Token:
                return Leave(state, self, effects);
            default:
                return state;
        }
    }

    /// <inheritdoc/>
    public override State OnTimer(State state, NodeId self, RaftLockService.Message timer, Effects<RaftLockService.Message> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(effects);
        return timer switch
        {
            Timer.Thought or Timer.Poll => Ask(state with { Phase = LockPhase.Waiting }, self, new LockCommand.Acquire(TheLock, self.Index), effects),
            Timer.NoAnswer => AskOnce(state with { Server = (state.Server.Index + 1) % _servers }, self, effects),
            Timer.NoFile => UseFile(state, self, effects),
            Timer.Done => UseFile(state with { Phase = LockPhase.Writing, Content = state.Content + 1 }, self, effects),
            Timer.TimeToRenew when state.Asked is null => Ask(state, self, new LockCommand.Renew(TheLock, state.Token), effects),
            Timer.LeaseIsOver => GiveUp(state, self, effects),
            Timer.Unchanged unchanged when state.Phase == LockPhase.Waiting && state.Watched == unchanged.Grant && state.Asked is null => Expire(state, self, unchanged.Grant, effects),
            // It has asked something just now: the answer may change what it knows.
            Timer.Unchanged unchanged when state.Phase == LockPhase.Waiting && state.Watched == unchanged.Grant => Watch(state, unchanged.Grant, _times(self).Polling, effects),
            _ => state,
        };
    }

    private State OnReply(State state, NodeId self, LockCommand asked, LockResult result, Effects<RaftLockService.Message> effects) => asked switch
    {
        LockCommand.Acquire when result is { IsDone: true, Grant: { } grant } => Enter(state with { Token = grant.Token, Watched = null }, self, effects),
        LockCommand.Acquire => Wait(state, self, result.Grant!, effects),
        LockCommand.Renew when result.IsDone && state.Token != 0 => BeginLease(state, self, effects),
        LockCommand.Renew => state,
        LockCommand.Expire => Ask(state, self, new LockCommand.Acquire(TheLock, self.Index), effects),
        _ => Think(state, self, effects),
    };

    /// <summary>The lock is granted: read the file, bearing the token.</summary>
    private State Enter(State state, NodeId self, Effects<RaftLockService.Message> effects)
    {
        effects.Output(new Acquired(state.Token));
        return UseFile(BeginLease(state with { Phase = LockPhase.Reading }, self, effects), self, effects);
    }

    private State BeginLease(State state, NodeId self, Effects<RaftLockService.Message> effects)
    {
        var lease = _times(self).Lease;
        effects.SetTimer(new Timer.LeaseIsOver(), lease);
        effects.SetTimer(new Timer.TimeToRenew(), lease / 3);
        return state;
    }

    /// <summary>Another client holds the lock: try again soon, and watch whether its grant stays as it is.</summary>
    private State Wait(State state, NodeId self, LockGrant grant, Effects<RaftLockService.Message> effects)
    {
        effects.SetTimer(new Timer.Poll(), _times(self).Polling);
        return state.Watched == grant ? state : Watch(state, grant, _times(self).Lease, effects);
    }

    private static State Watch(State state, LockGrant grant, Delay length, Effects<RaftLockService.Message> effects)
    {
        if (state.Watched is { } before)
            effects.CancelTimer(new Timer.Unchanged(before));
        effects.SetTimer(new Timer.Unchanged(grant), length);
        return state with { Watched = grant };
    }

    private State Expire(State state, NodeId self, LockGrant grant, Effects<RaftLockService.Message> effects)
    {
        effects.CancelTimer(new Timer.Poll());
        return Ask(state with { Watched = null }, self, new LockCommand.Expire(TheLock, grant), effects);
    }

    private State UseFile(State state, NodeId self, Effects<RaftLockService.Message> effects)
    {
        effects.Send(_file, state.Phase == LockPhase.Reading ? new FencedFile.Read(state.Token) : new FencedFile.Write(state.Token, state.Content));
        effects.SetTimer(new Timer.NoFile(), _times(self).Patience);
        return state;
    }

    private State Leave(State state, NodeId self, Effects<RaftLockService.Message> effects)
    {
        EndLease(effects);
        effects.Output(new Left(state.Token, IsTimeout: false));
        return Ask(state with { Phase = LockPhase.Leaving, Token = 0 }, self, new LockCommand.Release(TheLock, state.Token), effects);
    }

    /// <summary>The lease is over by the own timer: stop, whatever was under way.</summary>
    private State GiveUp(State state, NodeId self, Effects<RaftLockService.Message> effects)
    {
        EndLease(effects);
        effects.CancelTimer(new Timer.NoAnswer());
        effects.Output(new Left(state.Token, IsTimeout: true));
        return Think(state with { Token = 0, Asked = null }, self, effects);
    }

    private static void EndLease(Effects<RaftLockService.Message> effects)
    {
        effects.CancelTimer(new Timer.LeaseIsOver());
        effects.CancelTimer(new Timer.TimeToRenew());
        effects.CancelTimer(new Timer.NoFile());
        effects.CancelTimer(new Timer.Done());
    }

    private State Think(State state, NodeId self, Effects<RaftLockService.Message> effects)
    {
        effects.SetTimer(new Timer.Thought(), _times(self).Thinking);
        return state with { Phase = LockPhase.Thinking, Watched = null };
    }

    private State Ask(State state, NodeId self, LockCommand command, Effects<RaftLockService.Message> effects) =>
        AskOnce(state with { Serial = state.Serial + 1, Asked = command }, self, effects);

    private State AskOnce(State state, NodeId self, Effects<RaftLockService.Message> effects)
    {
        effects.Send(state.Server, new RaftLockService.ClientRequest(self.Index, state.Serial, state.Asked!));
        effects.SetTimer(new Timer.NoAnswer(), _times(self).Patience);
        return state;
    }
}
