using DistLab.Protocols;

namespace DistLab.Consensus;

/// <summary>Failure detectors of one kind with different parameters, as <see cref="DetectorExperiment.Curve"/> takes them.</summary>
public static class DetectorKinds
{
    /// <summary>Fixed timeouts.</summary>
    /// <param name="milliseconds">The timeouts.</param>
    public static IEnumerable<(string Name, double Parameter, FailureDetector Detector)> Fixed(params IEnumerable<double> milliseconds) =>
        milliseconds.Select(ms => ("fixed timeout", ms, (FailureDetector)new FixedTimeout(ms.Milliseconds())));

    /// <summary>Adaptive timeouts.</summary>
    /// <param name="interval">The time between two heartbeats.</param>
    /// <param name="milliseconds">The margins.</param>
    public static IEnumerable<(string Name, double Parameter, FailureDetector Detector)> Adaptive(Duration interval, params IEnumerable<double> milliseconds) =>
        milliseconds.Select(ms => ("adaptive", ms, (FailureDetector)new AdaptiveTimeout(ms.Milliseconds(), interval)));

    /// <summary>φ accrual detectors.</summary>
    /// <param name="interval">The time between two heartbeats.</param>
    /// <param name="thresholds">The thresholds of φ.</param>
    public static IEnumerable<(string Name, double Parameter, FailureDetector Detector)> Phi(Duration interval, params IEnumerable<double> thresholds) =>
        thresholds.Select(phi => ("φ accrual", phi, (FailureDetector)new PhiAccrual(phi, interval)));
}
