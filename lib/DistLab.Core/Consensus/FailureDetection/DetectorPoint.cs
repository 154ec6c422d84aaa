using DistLab.Protocols;

namespace DistLab.Consensus;

/// <summary>How good a failure detector is with one setting of its parameter: a point on its curve.</summary>
/// <param name="Detector">The detector's name.</param>
/// <param name="Parameter">Its parameter: timeout or margin in milliseconds, or the threshold of φ.</param>
/// <param name="DetectionTime">Completeness: the mean time from a crash until it is suspected for good.</param>
/// <param name="LongestDetectionTime">The longest such time.</param>
/// <param name="MistakesPerHour">Accuracy: how often a process that is up comes to be suspected.</param>
/// <param name="MistakeDuration">How long such a mistake lasts on average; zero if there was none.</param>
/// <param name="Availability">The share of the time in which a process that is up is trusted.</param>
/// <param name="Missed">How many crashes were not detected by the end of their run: 0 for a complete detector.</param>
public sealed record DetectorPoint(
    string Detector,
    double Parameter,
    Duration DetectionTime,
    Duration LongestDetectionTime,
    double MistakesPerHour,
    Duration MistakeDuration,
    double Availability,
    int Missed);
