namespace DistLab.Naming;

/// <summary>How often a resolver could answer from what it knew, beside the theory.</summary>
/// <param name="TimesToLive">How many clients are to be expected while an entry lives: their rate times the time to live.</param>
/// <param name="Clients">How many clients asked.</param>
/// <param name="HitRate">The share that was answered from the cache.</param>
/// <param name="Theory">λT/(1 + λT).</param>
public sealed record CacheHits(double TimesToLive, long Clients, double HitRate, double Theory);
