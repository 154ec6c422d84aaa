using System.Globalization;
using DistLab.Availability;
using DistLab.Simulation;

namespace DistLab.Web;

/// <summary>What a chaos experiment has shown.</summary>
/// <param name="Hypothesis">What should stay true.</param>
/// <param name="Verdict">Whether it did.</param>
/// <param name="Plan">What was to go wrong.</param>
/// <param name="Steady">The site before anything went wrong.</param>
/// <param name="Chaos">The site while things went wrong; <c>null</c> if it was not steady.</param>
/// <param name="ServersHit">How many servers something befell, by the plan.</param>
/// <param name="Servers">How many there are.</param>
public sealed record ChaosReport(
    Hypothesis Hypothesis, ChaosVerdict Verdict, FaultPlan Plan, ServiceReport Steady, ServiceReport? Chaos, int ServersHit, int Servers)
{
    /// <summary>The share of requests that failed or timed out: how far the blast reached. 0 if nothing was broken.</summary>
    public double BlastRadius => Chaos is { Figures: { Requests: > 0 } figures } ? (double)figures.Unsuccessful / figures.Requests : 0;

    /// <summary>The report in words.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Hypothesis.Text}: {Verdict}; {ServersHit} of {Servers} servers hit, {BlastRadius * 100:0.##} % of requests failed");
}
