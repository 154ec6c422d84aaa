using DistLab.Availability;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Web;

/// <content>Experiments with failure.</content>
public sealed partial class Site
{
    private static readonly Duration SteadyTime = 2.Seconds();
    private static readonly Duration AbortWindow = 500.Milliseconds();
    private const int FewestToJudge = 20;

    /// <summary>
    /// A chaos experiment: sees whether a hypothesis is true in the steady state, then has things go wrong as planned and sees whether it stays true.
    /// If too many requests fail, it breaks off. At the end everything is mended.
    /// </summary>
    /// <param name="hypothesis">What should stay true.</param>
    /// <param name="load">What is asked of the site meanwhile; the steady state is measured for 2 s at its first rate.</param>
    /// <param name="plan">What goes wrong: see <see cref="ApplyAsync"/>; a <see cref="Nemesis"/> draws one from a seed.</param>
    /// <param name="abortBelow">It breaks off when, of the requests that ended within half a second, a smaller share succeeded; 0.5 by default, 0 for never.</param>
    public async Task<ChaosReport> ChaosAsync(Hypothesis hypothesis, Load load, FaultPlan plan, double abortBelow = 0.5)
    {
        ArgumentNullException.ThrowIfNull(hypothesis);
        ArgumentNullException.ThrowIfNull(load);
        ArgumentNullException.ThrowIfNull(plan);
        var hit = plan.Where(planned => planned.Fault.Remedy is not null).SelectMany(Hit).Distinct().Count();
        var steady = await RunAsync(load.For(SteadyTime));
        if (!hypothesis.Holds(steady.Figures))
            return new(hypothesis, ChaosVerdict.NotSteady, plan, steady, null, hit, Servers);
        using var abort = new CancellationTokenSource();
        var requests = new List<ServiceRequest>();
        var chaos = await RunAsync(load, plan, some =>
        {
            lock (requests)
            {
                requests.AddRange(some);
                if (IsTooMuch(requests, abortBelow))
                    abort.Cancel();
            }
        }, requests, abort.Token);
        await HealAsync();
        await WaitUntilOpenAsync();
        var verdict = abort.IsCancellationRequested ? ChaosVerdict.Aborted : hypothesis.Holds(chaos.Figures) ? ChaosVerdict.Held : ChaosVerdict.Refuted;
        return new(hypothesis, verdict, plan, steady, chaos, hit, Servers);
    }

    private static bool IsTooMuch(List<ServiceRequest> requests, double abortBelow)
    {
        var last = requests.Max(request => request.EndedAt);
        var recent = requests.Where(request => request.EndedAt > last - AbortWindow).ToList();
        return recent.Count >= FewestToJudge && recent.Count(request => request.Outcome == RequestOutcome.Succeeded) < abortBelow * recent.Count;
    }

    private IEnumerable<int> Hit(PlannedFault planned) => planned.Fault switch
    {
        { Kind: FaultKind.Cut or FaultKind.Partition } => CutOff(planned.Fault),
        var fault when fault.Node == Servers => Enumerable.Range(0, Servers),
        var fault => [fault.Node.Index],
    };
}
