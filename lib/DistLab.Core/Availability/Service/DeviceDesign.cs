using DistLab.Protocols;

namespace DistLab.Availability;

/// <summary>What a device does about requests that fail or take long; by default nothing: it sends each once and waits.</summary>
public sealed record DeviceDesign
{
    /// <summary>How long it waits for an attempt; by default for ever.</summary>
    public Duration? Timeout { get; init; }

    /// <summary>How many times it sends a request at most, 1 … 60.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>How long it waits before it sends one again.</summary>
    public BackOff BackOff { get; init; } = BackOff.None;

    /// <summary>How many retries and hedges it may make for all its requests together; by default any number.</summary>
    public RetryBudget? Budget { get; init; }

    /// <summary>After which time without an answer it sends a request a second time and takes the first answer; by default never.</summary>
    public Duration? HedgeAfter { get; init; }

    /// <summary>Its circuit breaker; by default it has none.</summary>
    public CircuitBreaker? Breaker { get; init; }

    /// <summary>How long the breaker stays open.</summary>
    public Delay BreakerWait { get; init; } = Delay.Constant(5.Seconds());

    /// <summary>Of how many different things its requests are, for policies that send like to like; 0 when they are all different.</summary>
    public int Keys { get; init; }

    /// <summary>How many per cent of its requests can be done twice without harm; only such are sent again when it is not known whether they were done.</summary>
    public int IdempotentPercent { get; init; } = 100;

    /// <summary>Whether it has to remember its requests.</summary>
    internal bool IsManaging => Timeout is not null || Attempts > 1 || HedgeAfter is not null || Breaker is not null;
}
