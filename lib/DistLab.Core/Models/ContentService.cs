using DistLab.Protocols;

namespace DistLab.Models;

/// <summary>
/// A service that gives items to whoever asks, in one of the architectural models; a model says who is asked for an item, and what
/// those do who are asked.
/// </summary>
/// <remarks>
/// <para>The models are those of Coulouris et al., 5th ed., §2.3. A node serves one request after another, first come first, and
/// each takes its time; so a node that is asked much makes its askers wait. Items never change: what a change would cost, copies in
/// step and stale caches, is left out.</para>
/// <para>A client that gets no answer asks the next place that may have the item, and gives up when there is none.</para>
/// </remarks>
public abstract class ContentService : Protocol<ContentState, ContentMessage>
{
    private readonly Delay _patience;

    /// <summary>A service.</summary>
    /// <param name="name">What the model is called.</param>
    /// <param name="clients">How many clients there are.</param>
    /// <param name="servers">How many nodes are no clients: P0 and those that follow; the clients come after them.</param>
    /// <param name="patience">How long an asker waits for an answer; 1 s if nothing is said.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no client, or fewer than no servers.</exception>
    protected ContentService(string name, int clients, int servers, Delay? patience = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(clients, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(servers);
        (Name, Clients, Servers) = (name, clients, servers);
        _patience = patience ?? 1.Seconds();
    }

    /// <summary>What the model is called.</summary>
    public string Name { get; }

    /// <summary>How many clients there are.</summary>
    public int Clients { get; }

    /// <summary>How many nodes are no clients.</summary>
    public int Servers { get; }

    /// <summary>How many nodes there are.</summary>
    public int Nodes => Servers + Clients;

    /// <summary>How long it takes to serve one request, at every node that holds items; 10 ms on average, memoryless.</summary>
    public Delay Service { get; init; } = Delay.Exponential(10.Milliseconds());

    /// <summary>A client's node.</summary>
    /// <param name="client">Which client, from 0.</param>
    public NodeId Client(int client) => Servers + client;

    /// <inheritdoc/>
    public override ContentState Start(NodeId self, Effects<ContentMessage> effects) => new();

    /// <inheritdoc/>
    public override ContentState OnMessage(ContentState state, NodeId self, NodeId from, ContentMessage message, Effects<ContentMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        return message switch
        {
            ContentMessage.Want want => AskNext(state with { Wanted = state.Wanted + 1 }, self, new(state.Wanted, want.Item, 0), effects),
            ContentMessage.Ask ask => Enqueue(state, self, new(from, ask.Number, ask.Item), effects),
            ContentMessage.Answer answer => OnAnswer(state, self, answer, effects),
            _ => state,
        };
    }

    /// <inheritdoc/>
    public override ContentState OnTimer(ContentState state, NodeId self, ContentMessage timer, Effects<ContentMessage> effects) => timer switch
    {
        ContentMessage.ServeTimer => ServeFirst(state, self, effects),
        ContentMessage.Silence silence => OnSilence(state, self, silence.Number, effects),
        _ => state,
    };

    /// <summary>Who may have an item, in the order in which a client asks them; the client itself if it has it.</summary>
    /// <param name="client">The client's node.</param>
    /// <param name="number">Which of the client's requests it is, from 0.</param>
    /// <param name="item">The item.</param>
    protected abstract ValueList<NodeId> PlacesOf(NodeId client, int number, int item);

    /// <summary>How long this node needs for one request.</summary>
    protected virtual Delay ServiceAt(NodeId node) => Service;

    /// <summary>A server whose time for a request is over: give the item.</summary>
    protected virtual ContentState Serve(ContentState state, NodeId self, ContentJob job, Effects<ContentMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(effects);
        effects.Send(job.Asker, new ContentMessage.Answer(job.Number, job.Item));
        return state;
    }

    /// <summary>An asker that got what it asked for.</summary>
    protected virtual ContentState OnAnswer(ContentState state, NodeId self, ContentMessage.Answer answer, Effects<ContentMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(answer);
        if (state.Open.FirstOrDefault(open => open.Number == answer.Number) is not { } request)
            return state;
        effects.CancelTimer(new ContentMessage.Silence(request.Number));
        return Tell(state with { Open = state.Open.Remove(request) }, request, true, effects);
    }

    /// <summary>An asker that got no answer: ask the next.</summary>
    protected virtual ContentState OnSilence(ContentState state, NodeId self, int number, Effects<ContentMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        var request = state.Open.First(open => open.Number == number);
        return AskNext(state with { Open = state.Open.Remove(request) }, self, request, effects);
    }

    /// <summary>Waits for an answer to the question of this number.</summary>
    protected void Await(int number, Effects<ContentMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        effects.SetTimer(new ContentMessage.Silence(number), _patience);
    }

    private ContentState AskNext(ContentState state, NodeId self, ContentRequest request, Effects<ContentMessage> effects)
    {
        var places = PlacesOf(self, request.Number, request.Item);
        if (request.Asked == places.Count)
            return Tell(state, request, false, effects);
        var place = places[request.Asked];
        if (place == self)
            return Tell(state, request, true, effects);
        effects.Send(place, new ContentMessage.Ask(request.Number, request.Item));
        Await(request.Number, effects);
        return state with { Open = state.Open.Add(request with { Asked = request.Asked + 1 }) };
    }

    private ContentState Enqueue(ContentState state, NodeId self, ContentJob job, Effects<ContentMessage> effects)
    {
        if (state.Queue.Count == 0)
            effects.SetTimer(ContentMessage.Serve, ServiceAt(self));
        return state with { Queue = state.Queue.Add(job) };
    }

    private ContentState ServeFirst(ContentState state, NodeId self, Effects<ContentMessage> effects)
    {
        var job = state.Queue[0];
        var rest = state with { Queue = state.Queue.RemoveFirst(), Served = state.Served + 1 };
        if (rest.Queue.Count > 0)
            effects.SetTimer(ContentMessage.Serve, ServiceAt(self));
        return Serve(rest, self, job, effects);
    }

    private static ContentState Tell(ContentState state, ContentRequest request, bool isAnswered, Effects<ContentMessage> effects)
    {
        effects.Output(new ContentResult(request.Number, request.Item, isAnswered));
        return state;
    }
}
