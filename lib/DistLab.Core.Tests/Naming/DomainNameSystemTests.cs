using DistLab.Checking;
using DistLab.Naming;
using DistLab.Protocols;
using DistLab.Simulation;
using FsCheck;
using FsCheck.Fluent;

namespace DistLab.Core.Tests.Naming;

public sealed class DomainNameSystemTests
{
    private static readonly ZoneTree Tree = ZoneTree.Regular(2, 3, 3, 2);

    [Fact]
    public void Without_a_cache_each_level_costs_a_question_for_every_client()
    {
        var run = Run(new(Tree), [.. Tree.Hosts, .. Tree.Hosts]);
        Assert.Equal(Tree.Hosts.Concat(Tree.Hosts).Select(host => new DnsResolved(host, Tree.AddressOf(host), DnsSource.Server)), Answers(run));
        Assert.Equal(3 * 2 * Tree.Hosts.Count, Tally(run).Questions);
    }

    [Fact]
    public void What_a_cache_holds_costs_nothing_and_what_it_knows_of_zones_shortens_the_way()
    {
        var (host, neighbour, cousin) = (new DomainName("a.a.a"), new DomainName("b.a.a"), new DomainName("a.b.a"));
        var run = Run(new(Tree, timeToLive: Delay.Constant(1.Hours())), [host, host, neighbour, cousin]);
        Assert.Equal([DnsSource.Server, DnsSource.Cache, DnsSource.Server, DnsSource.Server], Answers(run).Select(answer => answer.Source));
        Assert.Equal(3 + 0 + 1 + 2, Tally(run).Questions);
    }

    [Fact]
    public void Whatever_is_asked_the_answer_is_the_one_of_the_tree() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new RandomStream((ulong)seed);
            var tree = ZoneTree.Regular(random.NextBelow(3), 1 + random.NextBelow(3), 1 + random.NextBelow(3), 1 + random.NextBelow(3));
            DomainName[] asked = [.. Enumerable.Range(0, 20).Select(_ => tree.Hosts[random.NextBelow(tree.Hosts.Count)]), new("zz.a.a"), new("a.zz.a"), new("a.a.zz"), new("zz"), new("a.a.a.a")];
            var system = new DomainNameSystem(tree, 1 + random.NextBelow(3), random.NextBool(0.5) ? Delay.Constant(5.Seconds()) : null);
            Assert.Equal(asked.Select(name => (name, tree.AddressOf(name))), Answers(Run(system, asked, (ulong)seed)).Select(answer => (answer.Name, answer.Address)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_cached_answer_is_never_older_than_its_time_to_live_and_can_be_nearly_that_old()
    {
        var host = new DomainName("a.a.a");
        var system = new DomainNameSystem(Tree, replicas: 2, timeToLive: Delay.Constant(60.Seconds()));
        var run = system.Simulate(system.Servers + 1, network: Delay.Constant(1.Milliseconds()), trace: Trace.KeepAll());
        run.Inject(At(1), system.ServerOf(new("a.a")), new DnsMessage.Move(host, "10.9.9.9"));
        foreach (var second in (int[])[0, 30, 59, 61])
            run.Inject(At(second), system.Servers, new DnsMessage.Resolve(host));
        run.Run();
        Assert.Equal([("10.0.0.0", DnsSource.Server), ("10.0.0.0", DnsSource.Cache), ("10.0.0.0", DnsSource.Cache), ("10.9.9.9", DnsSource.Server)], Answers(run).Select(answer => (answer.Address!, answer.Source)));
    }

    [Fact]
    public void That_a_name_does_not_exist_is_kept_too()
    {
        var run = Run(new(Tree, timeToLive: Delay.Constant(1.Hours())), [new("nobody.a.a"), new("nobody.a.a")]);
        Assert.Equal([new(new("nobody.a.a"), null, DnsSource.Server), new DnsResolved(new("nobody.a.a"), null, DnsSource.Cache)], Answers(run));
    }

    [Fact]
    public void A_dead_server_is_passed_over_where_its_zone_has_another_one()
    {
        DnsTally Tally(int replicas)
        {
            var system = new DomainNameSystem(Tree, replicas);
            var scenario = new Scenario<DnsState, DnsMessage>(system, system.Servers + 1, 100.Seconds()) { Faults = FaultPlan.Of(Fault.Crash(system.ServerOf(DomainName.Root))) };
            for (var second = 1; second <= 40; second++)
                scenario = scenario.Inject(second.Seconds(), system.Servers, new DnsMessage.Resolve(Tree.Hosts[0]));
            var run = scenario.Prepare();
            run.Run();
            return ((DnsState.Resolver)run.State(system.Servers)).Tally;
        }
        Assert.Equal((0, 40), (Tally(1).Answered, Tally(1).Failed));
        Assert.Equal((40, 0), (Tally(2).Answered, Tally(2).Failed));
        Assert.InRange(Tally(2).Questions, 121, 160);
    }

    [Fact]
    public void Whatever_is_lost_doubled_or_late_no_client_is_told_a_wrong_address()
    {
        var result = Search(new DomainNameSystem(ZoneTree.Regular(1, 1, 1), replicas: 2, timeToLive: 1.Seconds()));
        Assert.True(result.Holds, result.ToString());
        Assert.True(result.States > 100);
    }

    [Fact]
    public void A_resolver_that_believes_everybody_is_told_a_wrong_address()
    {
        var result = Search(new Credulous(ZoneTree.Regular(1, 1, 1), replicas: 2, timeToLive: 1.Seconds()));
        Assert.Equal(Verdict.Violated, result["wrong address"].Verdict);
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(1)]
    [InlineData(8)]
    public void The_share_of_hits_is_that_of_the_theory(double clientsPerLife)
    {
        var hits = NameServiceExperiment.MeasureHits(clientsPerLife);
        Assert.Equal(clientsPerLife / (1 + clientsPerLife), hits.Theory, 12);
        Assert.InRange(hits.HitRate, hits.Theory - 0.015, hits.Theory + 0.015);
    }

    [Fact]
    public void Each_principle_takes_something_off_the_busiest_server()
    {
        var reports = NameServiceDesign.StepByStep.Select(design => NameServiceExperiment.Run(design)).ToList();
        var (table, tree, cached, replicated) = (reports[0], reports[1], reports[2], reports[3]);
        Assert.Equal((200, 1000, 1000), (table.LargestTable, table.ChangesAtBusiest, table.QuestionsAtRoot));
        Assert.Equal((8, 25, 1000), (tree.LargestTable, tree.ChangesAtBusiest, tree.QuestionsAtRoot));
        Assert.Equal(1, table.QuestionsPerClient, 3);
        Assert.Equal(3, tree.QuestionsPerClient, 3);
        Assert.InRange(cached.QuestionsAtRoot, 1, 100);
        Assert.InRange(replicated.QuestionsAtBusiest / cached.QuestionsAtBusiest, 0.25, 0.5);
        // A search that was under way as the server crashed may still end well.
        Assert.InRange(table.AnsweredWithoutRootServer + tree.AnsweredWithoutRootServer, 0, 0.01);
        Assert.Equal(1, replicated.AnsweredWithoutRootServer);
        Assert.InRange(cached.AnsweredWithoutRootServer, 0.3, 0.95);
    }

    [Fact]
    public void The_same_seed_measures_the_same_to_the_bit() =>
        Assert.Equal(NameServiceExperiment.Run(NameServiceDesign.StepByStep[2], seed: 5, hours: 1), NameServiceExperiment.Run(NameServiceDesign.StepByStep[2], seed: 5, hours: 1));

    private static SearchResult<ProtocolRun<DnsState, DnsMessage>> Search(DomainNameSystem system)
    {
        var host = system.Tree.Hosts[0];
        // Somebody who is no server guesses the number of a question, which is easy here: they count from 0.
        return system.Check(nodes: system.Servers + 1, losses: 1, duplications: 1)
            .Inject(system.Servers, new DnsMessage.Resolve(host))
            .Inject(system.Servers, new DnsMessage.Answer(0, host, "6.6.6.6"))
            .Observe(false, (wrong, node, output) => wrong || output is DnsResolved { Source: not DnsSource.Nowhere } told && told.Address != system.Tree.AddressOf(told.Name))
            .Never("wrong address", state => state.History)
            .Run(OneWorker.Instance);
    }

    private static Instant At(int seconds) => Instant.Zero + seconds.Seconds();

    private static Simulation<DnsState, DnsMessage> Run(DomainNameSystem system, IEnumerable<DomainName> names, ulong seed = 1)
    {
        var run = system.Simulate(system.Servers + 1, seed, Delay.Constant(1.Milliseconds()), Trace.KeepAll());
        foreach (var (place, name) in names.Index())
            run.Inject(At(place), system.Servers, new DnsMessage.Resolve(name));
        run.Run();
        return run;
    }

    private static IEnumerable<DnsResolved> Answers(Simulation<DnsState, DnsMessage> run) => run.Trace.Select(row => row.Content).OfType<DnsResolved>();

    private static DnsTally Tally(Simulation<DnsState, DnsMessage> run) => ((DnsState.Resolver)run.State(run.Nodes - 1)).Tally;

    /// <summary>A mutant: it takes any answer to its question for true, whoever sends it (what made the forgeries of 2008 easy).</summary>
    private sealed class Credulous(ZoneTree tree, int replicas, Delay timeToLive) : DomainNameSystem(tree, replicas, timeToLive)
    {
        protected override DnsState OnAnswer(DnsState.Resolver resolver, NodeId from, DnsMessage.Answer answer, Effects<DnsMessage> effects) =>
            base.OnAnswer(resolver, SearchOf(resolver, answer.Number)?.Asked ?? from, answer, effects);
    }
}
