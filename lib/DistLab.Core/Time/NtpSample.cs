using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>What one exchange has told, as the clock filter keeps it.</summary>
/// <param name="Offset">θ: how far the server's clock was ahead of the client's hardware clock.</param>
/// <param name="Delay">δ: the round trip without the server's work.</param>
/// <param name="Dispersion">ε: by how much the readings themselves may be wrong; it grows as the sample ages.</param>
/// <param name="At">When the answer came, by the client's hardware clock.</param>
public readonly record struct NtpSample(Duration Offset, Duration Delay, Duration Dispersion, Instant At)
{
    /// <summary>The sample of an exchange.</summary>
    /// <param name="exchange">The exchange, the client's readings being those of its hardware clock.</param>
    /// <param name="precision">ρ: how coarse the two clocks are together; by default a microsecond.</param>
    public static NtpSample Of(NtpExchange exchange, Duration? precision = null) =>
        new(exchange.Offset, exchange.Delay, (precision ?? 1.Microseconds()) + NtpFilter.Aged(exchange.Arrived - exchange.Asked), exchange.Arrived);
}
