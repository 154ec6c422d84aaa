using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>What a client knows of one server, as the selection among several sees it.</summary>
/// <param name="Server">Which server.</param>
/// <param name="Stratum">How far it is from a clock that needs no setting: 1 for the machine that has such a clock.</param>
/// <param name="Offset">θ: how far its clock is ahead of the client's.</param>
/// <param name="RootDistance">λ: how far off that may be, all the way to the source of the time.</param>
/// <param name="Jitter">ψ: how much its samples scatter.</param>
public readonly record struct NtpPeer(NodeId Server, int Stratum, Duration Offset, Duration RootDistance, Duration Jitter);
