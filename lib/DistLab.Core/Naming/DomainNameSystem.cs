using DistLab.Protocols;

namespace DistLab.Naming;

/// <summary>
/// The Domain Name System: servers that each hold one zone of a tree of names and refer to the servers of the zones below, and
/// resolvers that follow these referrals for their clients and keep what they learn for a while.
/// </summary>
/// <remarks>
/// <para>Mockapetris, RFC 1034 (1987), §4.3.1 and §5.3.3: servers do not search, resolvers do (iterative resolution).</para>
/// <para>Nodes: first the servers, zone by zone in the order of <see cref="ZoneTree.Zones"/>, each zone's replicas side by side; then the
/// resolvers. A zone's servers are found by its name: the glue records that tell their addresses are not messages of their own.</para>
/// </remarks>
public class DomainNameSystem : Protocol<DnsState, DnsMessage>
{
    private static readonly DnsMessage NextClient = new DnsMessage.NextClient();

    private readonly int _replicas;
    private readonly Delay? _timeToLive;
    private readonly Delay _patience;
    private readonly DnsClients? _clients;

    /// <summary>A system over a tree of zones.</summary>
    /// <param name="tree">The names and zones.</param>
    /// <param name="replicas">How many servers each zone has.</param>
    /// <param name="timeToLive">For how long a resolver keeps what it learns; without it, it keeps nothing.</param>
    /// <param name="patience">How long a resolver waits for an answer before it asks another server; 1 s if nothing is said.</param>
    /// <param name="clients">Clients of each resolver; without them, only those from outside ask.</param>
    /// <exception cref="ArgumentOutOfRangeException">A zone has no server.</exception>
    public DomainNameSystem(ZoneTree tree, int replicas = 1, Delay? timeToLive = null, Delay? patience = null, DnsClients? clients = null)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        Tree = tree;
        _replicas = replicas;
        _timeToLive = timeToLive;
        _patience = patience ?? 1.Seconds();
        _clients = clients;
    }

    /// <summary>The names and zones.</summary>
    public ZoneTree Tree { get; }

    /// <summary>How many nodes are servers; the resolvers follow after them.</summary>
    public int Servers => Tree.Zones.Count * _replicas;

    /// <summary>A zone's server.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="replica">Which one, from 0.</param>
    public NodeId ServerOf(DomainName zone, int replica = 0) => (Tree.PlaceOf(zone) * _replicas) + (replica % _replicas);

    /// <inheritdoc/>
    public override DnsState Start(NodeId self, Effects<DnsMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        if (self.Index < Servers)
            return new DnsState.Server([]);
        if (_clients is not null)
            effects.SetTimer(NextClient, _clients.Between);
        return new DnsState.Resolver([], [], 0, new());
    }

    /// <inheritdoc/>
    public override DnsState OnMessage(DnsState state, NodeId self, NodeId from, DnsMessage message, Effects<DnsMessage> effects) => (state, message) switch
    {
        (DnsState.Server server, DnsMessage.Question question) => OnQuestion(server, self, from, question, effects),
        (DnsState.Server server, DnsMessage.Move move) => OnMove(server, self, from, move, effects),
        (DnsState.Resolver resolver, DnsMessage.Resolve resolve) => OnResolve(resolver, resolve.Name, effects),
        (DnsState.Resolver resolver, DnsMessage.Referral referral) => OnReferral(resolver, from, referral, effects),
        (DnsState.Resolver resolver, DnsMessage.Answer answer) => OnAnswer(resolver, from, answer, effects),
        _ => state,
    };

    /// <inheritdoc/>
    public override DnsState OnTimer(DnsState state, NodeId self, DnsMessage timer, Effects<DnsMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        var resolver = (DnsState.Resolver)state;
        switch (timer)
        {
            case DnsMessage.NextClient:
                effects.SetTimer(NextClient, _clients!.Between);
                return OnResolve(resolver, _clients.Draw(effects), effects);
            case DnsMessage.Expire expire:
                return resolver with { Cache = resolver.Cache.Remove(expire.Entry) };
            case DnsMessage.NoAnswer none when SearchOf(resolver, none.Number) is { } search:
                return OnNoAnswer(resolver, search, effects);
            default:
                return state;
        }
    }

    /// <summary>A server: answer from the zone, or refer to the zone below that leads to the name.</summary>
    protected virtual DnsState OnQuestion(DnsState.Server server, NodeId self, NodeId from, DnsMessage.Question question, Effects<DnsMessage> effects)
    {
        var (number, name) = question;
        var zone = Tree.Zones[self.Index / _replicas];
        if (Tree.Delegation(zone, name) is { } below)
            effects.Send(from, new DnsMessage.Referral(number, below));
        else
            effects.Send(from, new DnsMessage.Answer(number, name, server.Moved.FirstOrDefault(moved => moved.Name == name)?.Address ?? Tree.AddressOf(name)));
        return server with { Questions = server.Questions + 1 };
    }

    /// <summary>A server: take note of the new address; the first server of a zone tells the others.</summary>
    protected virtual DnsState OnMove(DnsState.Server server, NodeId self, NodeId from, DnsMessage.Move move, Effects<DnsMessage> effects)
    {
        if (Tree.ZoneOf(move.Name) != Tree.Zones[self.Index / _replicas])
            return server;
        for (var replica = 1; replica < _replicas && self.Index % _replicas == 0; replica++)
            effects.Send(self.Index + replica, move);
        return server with { Moved = [.. server.Moved.Where(moved => moved.Name != move.Name), new(move.Name, false, move.Address)] };
    }

    /// <summary>A resolver, for a client: answer from the cache, or ask a server of the nearest zone above the name that is known.</summary>
    protected virtual DnsState OnResolve(DnsState.Resolver resolver, DomainName name, Effects<DnsMessage> effects)
    {
        var tally = resolver.Tally with { Clients = resolver.Tally.Clients + 1 };
        if (resolver.Cache.FirstOrDefault(entry => !entry.IsZone && entry.Name == name) is { } known)
        {
            effects.Output(new DnsResolved(name, known.Address, DnsSource.Cache));
            return resolver with { Tally = tally with { FromCache = tally.FromCache + 1, Answered = tally.Answered + 1 } };
        }
        var zone = resolver.Cache.Where(entry => entry.IsZone && name.IsWithin(entry.Name)).MaxBy(entry => entry.Name.Labels)?.Name ?? DomainName.Root;
        return Ask(resolver with { Tally = tally }, new(0, name, zone, default, 0), effects);
    }

    /// <summary>A resolver: follow the referral, if it leads from a server that was asked further down towards the name.</summary>
    protected virtual DnsState OnReferral(DnsState.Resolver resolver, NodeId from, DnsMessage.Referral referral, Effects<DnsMessage> effects)
    {
        if (SearchOf(resolver, referral.Number) is not { } search || search.Asked != from
            || !search.Name.IsWithin(referral.Zone) || referral.Zone.Labels <= search.Zone.Labels)
            return resolver;
        return Ask(Learn(Done(resolver, search, effects), new(referral.Zone, true), effects), search with { Zone = referral.Zone, Tries = 0 }, effects);
    }

    /// <summary>A resolver: tell the client, if it is the answer of a server that was asked.</summary>
    protected virtual DnsState OnAnswer(DnsState.Resolver resolver, NodeId from, DnsMessage.Answer answer, Effects<DnsMessage> effects)
    {
        if (SearchOf(resolver, answer.Number) is not { } search || search.Asked != from || search.Name != answer.Name)
            return resolver;
        effects.Output(new DnsResolved(answer.Name, answer.Address, DnsSource.Server));
        var learnt = Learn(Done(resolver, search, effects), new(answer.Name, false, answer.Address), effects);
        return learnt with { Tally = learnt.Tally with { Answered = learnt.Tally.Answered + 1 } };
    }

    /// <summary>A resolver: ask the next server of the zone, until each has been asked.</summary>
    protected virtual DnsState OnNoAnswer(DnsState.Resolver resolver, DnsSearch search, Effects<DnsMessage> effects)
    {
        if (search.Tries < _replicas)
            return Ask(Done(resolver, search, effects), search, effects);
        effects.Output(new DnsResolved(search.Name, null, DnsSource.Nowhere));
        var done = Done(resolver, search, effects);
        return done with { Tally = done.Tally with { Failed = done.Tally.Failed + 1 } };
    }

    /// <summary>The search under way whose question has this number.</summary>
    protected static DnsSearch? SearchOf(DnsState.Resolver resolver, int number) => resolver.Searches.FirstOrDefault(search => search.Number == number);

    /// <summary>Asks a server of the search's zone: any of them first, then those after it in turn.</summary>
    private DnsState.Resolver Ask(DnsState.Resolver resolver, DnsSearch search, Effects<DnsMessage> effects)
    {
        var first = ServerOf(search.Zone).Index;
        var asked = search.Tries == 0 ? first + effects.Choose(_replicas) : first + ((search.Asked.Index - first + 1) % _replicas);
        var number = resolver.NextNumber;
        effects.Send(asked, new DnsMessage.Question(number, search.Name));
        effects.SetTimer(new DnsMessage.NoAnswer(number), _patience);
        return resolver with
        {
            Searches = resolver.Searches.Add(search with { Number = number, Asked = asked, Tries = search.Tries + 1 }),
            NextNumber = number + 1,
            Tally = resolver.Tally with { Questions = resolver.Tally.Questions + 1 },
        };
    }

    private DnsState.Resolver Learn(DnsState.Resolver resolver, DnsEntry entry, Effects<DnsMessage> effects)
    {
        if (_timeToLive is null)
            return resolver;
        effects.SetTimer(new DnsMessage.Expire(entry), _timeToLive);
        return resolver with { Cache = [.. resolver.Cache.Where(known => known.Name != entry.Name || known.IsZone != entry.IsZone), entry] };
    }

    private static DnsState.Resolver Done(DnsState.Resolver resolver, DnsSearch search, Effects<DnsMessage> effects)
    {
        effects.CancelTimer(new DnsMessage.NoAnswer(search.Number));
        return resolver with { Searches = resolver.Searches.Remove(search) };
    }
}
