using System.Diagnostics;
using System.Globalization;
using DistLab.Availability;
using DistLab.Notebooks;

namespace DistLab.Benchmarks;

/// <summary>The prototype's four experiments at 20 loads with so many seeds each, on all cores: how long it takes, and how often theory lies in the 95 % interval.</summary>
internal static class AvailabilitySweep
{
    public static int Run(string seeds)
    {
        double[] loads = [.. Enumerable.Range(1, 20).Select(i => i * 0.045)];
        var (all, watch) = (TimeSpan.Zero, new Stopwatch());
        foreach (var experiment in (ServiceExperiment[])[ServiceExperiment.Baseline, ServiceExperiment.LoadBalancing(), ServiceExperiment.Failover(), ServiceExperiment.Combined()])
        {
            watch.Restart();
            var result = experiment.Sweep(loads, int.Parse(seeds, CultureInfo.InvariantCulture), new AllCores());
            all += watch.Elapsed;
            var requests = loads.Select((_, i) => result.Sweep[i, nameof(ServiceFigures.Requests)].Sum()).Sum();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Name}: {watch.Elapsed.TotalSeconds:0.00} s, {requests / 1e6:0.00} M requests, {result.Coverage:P1} of {result.Comparisons.Count} intervals hold the calculated value"));
            foreach (var measure in result.Comparisons.GroupBy(one => one.Measure).Where(group => group.Any(one => one.HalfWidth > 0)))
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {measure.Key}: {measure.Average(one => (one.Simulated - one.Calculated) / one.HalfWidth):+0.00;-0.00} half widths off on average"));
            foreach (var miss in result.Comparisons.Where(one => !one.IsInside))
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {miss.Measure} at {miss.Load:0.000}: {miss.Calculated:0.00000}, simulated {miss.Simulated:0.00000} ± {miss.HalfWidth:0.00000}"));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"together {all.TotalSeconds:0.00} s"));
        return 0;
    }
}
