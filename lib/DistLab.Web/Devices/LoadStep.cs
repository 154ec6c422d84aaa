using DistLab.Protocols;

namespace DistLab.Web;

/// <summary>A part of a load with one rate.</summary>
/// <param name="PerSecond">How many requests come in a second in the mean.</param>
/// <param name="Length">For how long.</param>
public sealed record LoadStep(double PerSecond, Duration Length);
