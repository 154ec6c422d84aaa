using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Naming;

/// <summary>Measures what makes the Domain Name System scale.</summary>
public static class NameServiceExperiment
{
    private static readonly Delay Link = Delay.Constant(20.Milliseconds());
    private static readonly Duration WarmUp = 4.Hours();

    /// <summary>How many names there are: 5 below the root, 8 below each of them, and 5 hosts in each of these.</summary>
    public static IReadOnlyList<int> Widths { get; } = [5, 8, 5];

    /// <summary>Measures a design: 20 resolvers, each with a client every 30 s on average, which ask for the hosts by Zipf's law.</summary>
    /// <param name="design">How the service is built.</param>
    /// <param name="seed">What all chance follows from.</param>
    /// <param name="resolvers">How many resolvers there are.</param>
    /// <param name="hours">For how many hours of virtual time questions are counted, after four hours in which the caches fill.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no resolver or no time.</exception>
    public static NameServiceReport Run(NameServiceDesign design, ulong seed = 1, int resolvers = 20, int hours = 6)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentOutOfRangeException.ThrowIfLessThan(resolvers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(hours, 1);
        var tree = ZoneTree.Regular(design.Depth, [.. Widths]);
        var clients = new DnsClients(Shuffled(tree.Hosts, new RandomStream(seed).Derive("popularity")), Delay.Exponential(30.Seconds()));
        var system = new DomainNameSystem(tree, design.Replicas, design.TimeToLive is { } life ? Delay.Uniform(life / 2, life + (life / 2)) : null, clients: clients);
        var (tally, load) = Measure(system, FaultPlan.None, seed, resolvers, 1.Hours() * hours);
        var (without, _) = Measure(system, FaultPlan.None.At(WarmUp, Fault.Crash(system.ServerOf(DomainName.Root))), seed, resolvers, 30.Minutes());
        var perThousand = load.Select(questions => questions * 1000.0 / tally.Clients).ToList();
        return new(
            design,
            tree.Zones.Max(tree.RecordsIn),
            tree.Zones.Max(tree.HostsIn) * 1000.0 / tree.Hosts.Count,
            perThousand.Take(design.Replicas).Max(),
            perThousand.Max(),
            (double)tally.Questions / tally.Clients,
            (double)without.Answered / (without.Answered + without.Failed));
    }

    /// <summary>How often one resolver, whose clients all ask for the same host, can answer from its cache.</summary>
    /// <param name="clientsPerLife">How many clients are to be expected while an entry lives, λT.</param>
    /// <param name="clients">How many clients ask.</param>
    /// <param name="seed">What all chance follows from.</param>
    /// <remarks>
    /// With clients at random moments (Poisson) each miss begins a time T in which λT clients are expected, and all of them hit; so the share
    /// is λT/(1 + λT). Jung, Berger and Balakrishnan, "Modeling TTL-based Internet Caches" (INFOCOM 2003).
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">A number is not above zero.</exception>
    public static CacheHits MeasureHits(double clientsPerLife, int clients = 20_000, ulong seed = 1)
    {
        if (!(clientsPerLife > 0))
            throw new ArgumentOutOfRangeException(nameof(clientsPerLife), clientsPerLife, "Some client is to be expected.");
        ArgumentOutOfRangeException.ThrowIfLessThan(clients, 1);
        var tree = ZoneTree.Regular(1, 1, 1);
        var between = 10.Minutes();
        var system = new DomainNameSystem(tree, timeToLive: Delay.Constant(between * clientsPerLife), clients: new(tree.Hosts, Delay.Exponential(between)));
        var run = system.Simulate(system.Servers + 1, seed, Delay.Constant(1.Milliseconds()));
        run.RunUntil(() => Tally(run, system).Clients >= clients);
        var tally = Tally(run, system);
        return new(clientsPerLife, tally.Clients, (double)tally.FromCache / tally.Clients, clientsPerLife / (1 + clientsPerLife));
    }

    /// <summary>What resolvers and servers count once caches have filled.</summary>
    private static (DnsTally Tally, IReadOnlyList<long> Load) Measure(DomainNameSystem system, FaultPlan faults, ulong seed, int resolvers, Duration length)
    {
        var scenario = new Scenario<DnsState, DnsMessage>(system, system.Servers + resolvers, WarmUp + length) { Seed = seed, Network = Link, Faults = faults };
        var run = scenario.Prepare(Trace.KeepLast());
        run.RunUntil(Instant.Zero + WarmUp);
        var (tally, load) = (Tally(run, system), Load(run, system));
        run.RunUntil(Instant.Zero + scenario.Length);
        return (Tally(run, system) - tally, [.. Load(run, system).Zip(load, (after, before) => after - before)]);
    }

    private static DnsTally Tally(Simulation<DnsState, DnsMessage> run, DomainNameSystem system) =>
        Enumerable.Range(system.Servers, run.Nodes - system.Servers).Select(node => ((DnsState.Resolver)run.State(node)).Tally).Aggregate((a, b) => a + b);

    private static List<long> Load(Simulation<DnsState, DnsMessage> run, DomainNameSystem system) =>
        [.. Enumerable.Range(0, system.Servers).Select(node => ((DnsState.Server)run.State(node)).Questions)];

    private static List<DomainName> Shuffled(IReadOnlyList<DomainName> names, RandomStream random)
    {
        var shuffled = names.ToList();
        for (var i = shuffled.Count - 1; i > 0; i--)
        {
            var other = random.NextBelow(i + 1);
            (shuffled[i], shuffled[other]) = (shuffled[other], shuffled[i]);
        }
        return shuffled;
    }
}
