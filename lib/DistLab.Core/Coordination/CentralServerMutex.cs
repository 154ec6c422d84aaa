using System.Globalization;
using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>
/// Mutual exclusion by a central server: node 0 grants permission to enter to one client after another, in the order in which
/// their requests reached it. Two messages to enter, one to leave.
/// </summary>
/// <remarks>
/// <para>The central server algorithm of Coulouris et al., 5th ed., §15.2. As there, nothing in it survives the crash of a
/// client that holds the permission, or that waits for it; with a lease, which is ours, the server takes a permission back
/// after a while, and with a failure detector (<see cref="MutexMessage.Suspect"/>) when it is told so. Permissions are
/// numbered, so that a release that comes too late is told from the present holder's.</para>
/// <para>A lease is a bet on time: a holder that is only slow, and not dead, is then in the critical section together with
/// its successor.</para>
/// </remarks>
public sealed class CentralServerMutex : MutualExclusion<CentralServerMutex.State>
{
    private static readonly NodeId Server = 0;
    private static readonly Request TheRequest = new();
    private static readonly LeaseOver TheLeaseOver = new();

    private readonly Delay? _lease;

    /// <summary>A server at node 0, and every other node its client.</summary>
    /// <param name="workload">What every client does.</param>
    /// <param name="lease">After how long the server takes a permission back; without it, never.</param>
    public CentralServerMutex(Workload workload, Delay? lease = null)
        : base(workload) => _lease = lease;

    /// <summary>What the server remembers, and what a client does.</summary>
    public sealed record State : MutexState
    {
        /// <summary>At the server: who has the permission, if anyone.</summary>
        public NodeId? Holder { get; init; }

        /// <summary>At the server: who waits for it, first come first.</summary>
        public ValueList<NodeId> Waiting { get; init; } = [];

        /// <summary>At the server: the number of the permission given last. At a client: that of its own.</summary>
        public int Permission { get; init; }
    }

    /// <summary>Client to server: may I enter?</summary>
    public sealed record Request : MutexMessage
    {
        /// <inheritdoc/>
        public override string ToString() => "request";
    }

    /// <summary>Server to client: you may enter.</summary>
    /// <param name="Permission">The number of this permission.</param>
    public sealed record Grant(int Permission) : MutexMessage
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"grant {Permission}");
    }

    /// <summary>Client to server: I have left.</summary>
    /// <param name="Permission">The number of the permission that is given back.</param>
    public sealed record Release(int Permission) : MutexMessage
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"release {Permission}");
    }

    internal sealed record LeaseOver : MutexMessage
    {
        public override string ToString() => "lease over";
    }

    /// <summary>Every node but the server is a client.</summary>
    protected override bool IsClient(NodeId self) => self != Server;

    /// <summary>On initialization: the permission is with the server, and nobody waits.</summary>
    protected override State OnInitialization(NodeId self, Effects<MutexMessage> effects) => new();

    /// <summary>To enter the critical section: send a request to the server, and wait.</summary>
    protected override State ToEnter(State state, NodeId self, Effects<MutexMessage> effects)
    {
        effects.Send(Server, TheRequest);
        return state;
    }

    /// <summary>To exit the critical section: give the permission back to the server.</summary>
    protected override State ToExit(State state, NodeId self, Effects<MutexMessage> effects)
    {
        effects.Send(Server, new Release(state.Permission));
        return state;
    }

    /// <summary>On receipt of a request, the server grants it when it has the permission, and queues it otherwise; on receipt of a release, it grants the oldest request in the queue. On receipt of the grant, the client enters.</summary>
    protected override State OnReceipt(State state, NodeId self, NodeId from, MutexMessage message, Effects<MutexMessage> effects) =>
        message switch
        {
            Request when state.Holder is null => GrantTo(from, state, effects),
            Request => state with { Waiting = state.Waiting.Add(from) },
            Release release when state.Holder == from && state.Permission == release.Permission => GrantToNext(state, effects),
            Grant grant when state.Phase == MutexPhase.Wanted => EnterCriticalSection(state with { Permission = grant.Permission }, effects),
            Grant grant => GiveBack(grant, state, effects),
            _ => state,
        };

    /// <summary>When a lease is over, the server acts as if the permission had been given back.</summary>
    protected override State OnTimeout(State state, NodeId self, MutexMessage timer, Effects<MutexMessage> effects) =>
        timer is LeaseOver ? GrantToNext(state, effects) : state;

    /// <summary>The server takes the permission back from a holder that is called dead, and strikes it from the queue if it waits.</summary>
    protected override State OnSuspicion(State state, NodeId self, NodeId suspected, Effects<MutexMessage> effects) =>
        self != Server ? state
        : state.Holder == suspected ? GrantToNext(state, effects)
        : state with { Waiting = state.Waiting.Remove(suspected) };

    private State GrantTo(NodeId client, State state, Effects<MutexMessage> effects)
    {
        var permission = state.Permission + 1;
        effects.Send(client, new Grant(permission));
        if (_lease is not null)
            effects.SetTimer(TheLeaseOver, _lease);
        return state with { Holder = client, Permission = permission };
    }

    private State GrantToNext(State state, Effects<MutexMessage> effects)
    {
        if (state.Waiting.Count > 0)
            return GrantTo(state.Waiting[0], state with { Waiting = state.Waiting.RemoveFirst() }, effects);
        if (_lease is not null)
            effects.CancelTimer(TheLeaseOver);
        return state with { Holder = null };
    }

    // A client that crashed while it waited has forgotten its request when the answer comes.
    private static State GiveBack(Grant grant, State state, Effects<MutexMessage> effects)
    {
        effects.Send(Server, new Release(grant.Permission));
        return state;
    }
}
