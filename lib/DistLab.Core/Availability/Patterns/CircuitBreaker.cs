namespace DistLab.Availability;

/// <summary>
/// Refuses requests for a while when so many have failed in a row, and then tries with one. A value: each event makes another one. Who uses it
/// sets a timer when it opens, and tells when that runs out.
/// </summary>
/// <remarks>
/// Nygard, "Release It!" (2007), ch. 5. A result is told with the epoch in which its request was let through: one that comes late, of a request from
/// before the breaker opened, says nothing of how things are now, and is passed over.
/// </remarks>
/// <example><code>
/// var breaker = new CircuitBreaker(failures: 2);
/// breaker = breaker.AfterFailure(0).AfterFailure(0);   // open: set the timer
/// breaker = breaker.AfterWait();                       // half open
/// (var mayPass, breaker) = breaker.Ask();              // one may pass, and then no other
/// breaker = breaker.AfterSuccess(breaker.Epoch);       // closed
/// </code></example>
public sealed record CircuitBreaker
{
    /// <summary>A breaker that is closed.</summary>
    /// <param name="failures">How many failures in a row open it, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not above zero.</exception>
    public CircuitBreaker(int failures)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failures, 1);
        Failures = failures;
    }

    /// <summary>How many failures in a row open it.</summary>
    public int Failures { get; }

    /// <summary>What it does with requests.</summary>
    public CircuitState State { get; private init; }

    /// <summary>How many requests failed in a row, while it is closed.</summary>
    public int Streak { get; private init; }

    /// <summary>Whether the one request that a half open breaker lets pass is under way.</summary>
    public bool IsTrying { get; private init; }

    /// <summary>How many times it has changed its <see cref="State"/>: remember it with every request that passes.</summary>
    public int Epoch { get; private init; }

    /// <summary>Asks whether a request may pass.</summary>
    public (bool MayPass, CircuitBreaker Next) Ask() => State switch
    {
        CircuitState.Closed => (true, this),
        CircuitState.HalfOpen when !IsTrying => (true, this with { IsTrying = true }),
        _ => (false, this),
    };

    /// <summary>A request has succeeded.</summary>
    /// <param name="epoch">The <see cref="Epoch"/> in which it was let through.</param>
    public CircuitBreaker AfterSuccess(int epoch) => State switch
    {
        _ when epoch != Epoch => this,
        CircuitState.Closed => Streak == 0 ? this : this with { Streak = 0 },
        CircuitState.HalfOpen => Become(CircuitState.Closed),
        _ => this,
    };

    /// <summary>A request has failed. When the breaker is open afterwards and was not before, a timer is to be set.</summary>
    /// <param name="epoch">The <see cref="Epoch"/> in which it was let through.</param>
    public CircuitBreaker AfterFailure(int epoch) => State switch
    {
        _ when epoch != Epoch => this,
        CircuitState.Closed when Streak + 1 < Failures => this with { Streak = Streak + 1 },
        CircuitState.Closed or CircuitState.HalfOpen => Become(CircuitState.Open),
        _ => this,
    };

    /// <summary>The time for which it stays open is over.</summary>
    public CircuitBreaker AfterWait() => State == CircuitState.Open ? Become(CircuitState.HalfOpen) : this;

    private CircuitBreaker Become(CircuitState state) => new(Failures) { State = state, Epoch = Epoch + 1 };
}
