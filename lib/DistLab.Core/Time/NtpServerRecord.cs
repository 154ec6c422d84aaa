using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>What a client of NTP keeps of one server: in the words of the standard, an association.</summary>
/// <param name="Server">Which server.</param>
/// <param name="Filter">Its last eight samples.</param>
/// <param name="Stratum">Its stratum, as it said last; 16 while nothing is known.</param>
/// <param name="RootDelay">The round trip from it to the source of its time, as it said last.</param>
/// <param name="RootDispersion">How far off it may be besides, as it said last.</param>
public sealed record NtpServerRecord(NodeId Server, NtpFilter Filter, int Stratum, Duration RootDelay, Duration RootDispersion)
{
    /// <summary>λ, the root distance: half of the whole round trip to the source, and all that may be wrong besides.</summary>
    /// <param name="sample">The sample that is believed.</param>
    /// <param name="now">The client's hardware clock now.</param>
    public Duration RootDistance(NtpSample sample, Instant now) =>
        ((RootDelay + sample.Delay) / 2) + RootDispersion + Filter.Dispersion(now) + Filter.Jitter;
}
