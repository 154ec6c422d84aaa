using DistLab.Protocols;

namespace DistLab.Models;

/// <summary>A proxy with a cache, P0, between the clients and the one server, P1: it keeps the items that were used last.</summary>
/// <remarks>An item that the proxy has, it gives itself; another one it gets from the server first. Least recently used items make room.</remarks>
public sealed class CachingProxy : ContentService
{
    private static readonly NodeId Proxy = 0;
    private static readonly NodeId Server = 1;

    private readonly int _capacity;

    /// <summary>A proxy and a server.</summary>
    /// <param name="clients">How many clients there are.</param>
    /// <param name="capacity">How many items the proxy keeps.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no client, or no room for one item.</exception>
    public CachingProxy(int clients, int capacity)
        : base("proxy with a cache", clients, 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _capacity = capacity;
    }

    /// <summary>How long the proxy needs for one request; 1 ms on average, memoryless: looking up is less work than making.</summary>
    public Delay LookUp { get; init; } = Delay.Exponential(1.Milliseconds());

    /// <inheritdoc/>
    protected override ValueList<NodeId> PlacesOf(NodeId client, int number, int item) => [Proxy];

    /// <inheritdoc/>
    protected override Delay ServiceAt(NodeId node) => node == Proxy ? LookUp : Service;

    /// <summary>The server gives the item; so does the proxy if it has it, and otherwise it asks the server.</summary>
    protected override ContentState Serve(ContentState state, NodeId self, ContentJob job, Effects<ContentMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(effects);
        if (self == Server || state.Cache.Contains(job.Item))
            return Keep(base.Serve(state, self, job, effects), self, job.Item);
        effects.Send(Server, new ContentMessage.Ask(state.Questions, job.Item));
        Await(state.Questions, effects);
        return state with { Questions = state.Questions + 1, Forwarded = state.Forwarded.With(state.Questions, job) };
    }

    /// <summary>The proxy keeps what the server gave it and passes it on.</summary>
    protected override ContentState OnAnswer(ContentState state, NodeId self, ContentMessage.Answer answer, Effects<ContentMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(answer);
        if (self != Proxy)
            return base.OnAnswer(state, self, answer, effects);
        if (state.Forwarded.Find(answer.Number) is not { } job)
            return Keep(state, self, answer.Item);
        effects.CancelTimer(new ContentMessage.Silence(answer.Number));
        return Keep(base.Serve(state with { Forwarded = state.Forwarded.Without(answer.Number) }, self, job, effects), self, answer.Item);
    }

    /// <summary>The proxy gives up what the server does not answer; its client will, too.</summary>
    protected override ContentState OnSilence(ContentState state, NodeId self, int number, Effects<ContentMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        return self == Proxy ? state with { Forwarded = state.Forwarded.Without(number) } : base.OnSilence(state, self, number, effects);
    }

    private ContentState Keep(ContentState state, NodeId self, int item)
    {
        if (self != Proxy)
            return state;
        var kept = state.Cache.Remove(item).Add(item);
        return state with { Cache = kept.Count > _capacity ? kept.RemoveFirst() : kept };
    }
}
