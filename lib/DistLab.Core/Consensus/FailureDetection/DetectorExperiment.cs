using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Consensus;

/// <summary>Measures failure detectors: how soon a crash is detected, against how often a process that is up is suspected.</summary>
public static class DetectorExperiment
{
    private const int WarmUp = 120;

    /// <summary>A point for every detector: one long run without a crash for its mistakes, and many short ones with a crash for its detection time.</summary>
    /// <param name="detectors">The detectors: the name of the kind, the parameter, and the detector itself.</param>
    /// <param name="interval">The time between two heartbeats.</param>
    /// <param name="network">How heartbeats travel; a delay will do.</param>
    /// <param name="heartbeats">How many heartbeats the long run has.</param>
    /// <param name="crashes">How many short runs there are; each crash comes at a moment of its own between two heartbeats.</param>
    /// <param name="seed">What all chance follows from; all detectors see the same heartbeats.</param>
    /// <param name="progress">Told the share of the points that are done, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not above zero.</exception>
    public static IReadOnlyList<DetectorPoint> Curve(
        IEnumerable<(string Name, double Parameter, FailureDetector Detector)> detectors,
        Duration interval,
        Network network,
        int heartbeats = 10_000,
        int crashes = 30,
        ulong seed = 1,
        IProgress<double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(detectors);
        ArgumentOutOfRangeException.ThrowIfLessThan(heartbeats, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(crashes, 1);
        var points = new List<DetectorPoint>();
        (string, double, FailureDetector)[] all = [.. detectors];
        progress?.Report(0);
        foreach (var (name, parameter, detector) in all)
        {
            points.Add(Point(name, parameter, new(detector, interval)));
            progress?.Report((double)points.Count / all.Length);
        }
        return points;

        DetectorPoint Point(string name, double parameter, Heartbeats protocol)
        {
            var calm = Run(protocol, network, interval * heartbeats, seed).Report;
            var times = new List<Duration>();
            for (var run = 1; run <= crashes; run++)
            {
                var phase = ((double)run - 0.5) / crashes;
                var crash = interval * (WarmUp + phase);
                if (Run(protocol, network, crash + (interval * 1_000), seed + (ulong)run, crash).Report.DetectionTime is { } time)
                    times.Add(time);
            }
            return new(
                name,
                parameter,
                Duration.FromNanoseconds(times.Count == 0 ? 0 : times.Average(time => (double)time.Nanoseconds)),
                times.Count == 0 ? Duration.Zero : times.Max(),
                calm.Mistakes / (calm.Up.Seconds / 3_600),
                calm.Mistakes == 0 ? Duration.Zero : calm.Mistaken / calm.Mistakes,
                1 - (calm.Mistaken / calm.Up),
                crashes - times.Count);
        }
    }

    /// <summary>One run: what happened, and how good the detector was.</summary>
    /// <param name="protocol">The watcher and the watched.</param>
    /// <param name="network">How heartbeats travel; a delay will do.</param>
    /// <param name="length">How long the run is.</param>
    /// <param name="seed">What all chance follows from.</param>
    /// <param name="crash">When the watched process crashes; without it, never.</param>
    public static (Trace Trace, DetectorReport Report) Run(Heartbeats protocol, Network network, Duration length, ulong seed = 1, Duration? crash = null)
    {
        var simulation = protocol.Simulate(nodes: 2, seed, network, Trace.KeepAll());
        if (crash is { } at)
            simulation.Under(FaultPlan.None.At(at, Fault.Crash(1)));
        simulation.RunUntil(Instant.Zero + length);
        return (simulation.Trace, DetectorReport.From(simulation.Trace, simulation.Now));
    }
}
