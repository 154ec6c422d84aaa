using DistLab.Analysis;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Models;

/// <summary>Measures the architectural models: all answer the same requests.</summary>
public static class ModelExperiment
{
    private const int Items = 500;
    private static readonly Delay Link = Delay.Uniform(4.Milliseconds(), 6.Milliseconds());

    /// <summary>The models that are compared, for so many clients: one server, four with copies, four with partitions, a proxy that keeps a tenth of the items, and peers.</summary>
    public static IReadOnlyList<ContentService> Models(int clients) =>
    [
        new OneServer(clients),
        SeveralServers.Copies(clients, 4),
        SeveralServers.Partitions(clients, 4),
        new CachingProxy(clients, Items / 10),
        new PeerToPeer(clients),
    ];

    /// <summary>Measures all models for each number of clients: a minute of requests, two a second from each client, for 500 items.</summary>
    /// <param name="clients">The numbers of clients.</param>
    /// <param name="seed">What all chance follows from.</param>
    public static IReadOnlyList<ModelReport> Compare(IEnumerable<int> clients, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(clients);
        return [.. clients.SelectMany(count => Models(count).Select(model => Measure(model, Requests(count, seed), seed)))];
    }

    /// <summary>The requests of <see cref="Compare"/>.</summary>
    /// <param name="clients">How many clients there are.</param>
    /// <param name="seed">What all chance follows from.</param>
    public static ContentWorkload Requests(int clients, ulong seed = 1) => ContentWorkload.Zipf(clients, Items, 1.Minutes(), seed: seed);

    /// <summary>Measures a model twice: all goes well; and the node that was busiest crashes after half the time.</summary>
    /// <param name="model">The model.</param>
    /// <param name="workload">The requests.</param>
    /// <param name="seed">What all other chance follows from.</param>
    /// <exception cref="ArgumentException">The workload is for another number of clients.</exception>
    public static ModelReport Measure(ContentService model, ContentWorkload workload, ulong seed = 1)
    {
        var run = Run(model, workload, seed: seed);
        var busiest = Enumerable.Range(0, run.Nodes).MaxBy(node => run.State(node).Served);
        var responses = Responses(model, workload, run);
        var answered = new Sample(responses.Where(response => response is not null).Select(response => response!.Value.Milliseconds));
        return new(
            model.Name,
            model.Clients,
            workload.Count,
            (double)run.MessagesSent / workload.Count,
            busiest,
            (double)run.State(busiest).Served / workload.Count,
            Duration.FromMilliseconds(answered.Mean),
            Duration.FromMilliseconds(answered.Quantile(0.99)),
            (double)answered.Count / workload.Count,
            AnsweredAfterCrash(model, workload, busiest, seed));
    }

    /// <summary>Which share of the requests of the second half is answered, when a node crashes after half the time.</summary>
    /// <param name="model">The model.</param>
    /// <param name="workload">The requests.</param>
    /// <param name="node">Who crashes.</param>
    /// <param name="seed">What all other chance follows from.</param>
    /// <exception cref="ArgumentException">The workload is for another number of clients.</exception>
    public static double AnsweredAfterCrash(ContentService model, ContentWorkload workload, NodeId node, ulong seed = 1)
    {
        var responses = Responses(model, workload, Run(model, workload, FaultPlan.None.At(workload.Length / 2, Fault.Crash(node)), seed));
        var after = Enumerable.Range(0, workload.Count).Where(wish => workload[wish].At >= Instant.Zero + (workload.Length / 2)).ToList();
        return (double)after.Count(wish => responses[wish] is not null) / after.Count;
    }

    /// <summary>One run, to its end.</summary>
    /// <param name="model">The model.</param>
    /// <param name="workload">The requests.</param>
    /// <param name="faults">What goes wrong; nothing, if nothing is said.</param>
    /// <param name="seed">What all other chance follows from.</param>
    /// <exception cref="ArgumentException">The workload is for another number of clients.</exception>
    public static Simulation<ContentState, ContentMessage> Run(ContentService model, ContentWorkload workload, FaultPlan? faults = null, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(workload);
        if (workload.Clients != model.Clients)
            throw new ArgumentException($"The workload is for {workload.Clients} clients, the model for {model.Clients}.", nameof(workload));
        var run = model.Simulate(model.Nodes, seed, Link, Trace.KeepAll()).Under(faults ?? FaultPlan.None);
        foreach (var wish in workload)
            run.Inject(wish.At, model.Client(wish.Client), new ContentMessage.Want(wish.Item));
        run.Run();
        return run;
    }

    /// <summary>How long each request took, in the order of the workload; null for those not answered.</summary>
    private static Duration?[] Responses(ContentService model, ContentWorkload workload, Simulation<ContentState, ContentMessage> run)
    {
        // A client numbers what reaches it, so its requests are told by their numbers as long as it has not crashed itself.
        var wishesOf = Enumerable.Range(0, workload.Count).ToLookup(wish => model.Client(workload[wish].Client));
        var places = wishesOf.ToDictionary(wishes => wishes.Key, wishes => wishes.ToList());
        var responses = new Duration?[workload.Count];
        foreach (var row in run.Trace)
        {
            if (row is { Kind: TraceKind.Output, Content: ContentResult { IsAnswered: true } result })
            {
                var wish = places[row.Node][result.Number];
                responses[wish] = row.At - workload[wish].At;
            }
        }
        return responses;
    }
}
