using DistLab.Protocols;

namespace DistLab.Web;

/// <summary>What users ask of a site: how much and for how long, as data with a seed. <see cref="Poisson"/>, <see cref="Steps"/> and <see cref="Closed"/> make one.</summary>
public sealed record Load
{
    private Load()
    {
    }

    /// <summary>Rates one after the other, each for a while; empty for a closed loop.</summary>
    public ValueList<LoadStep> Rates { get; private init; } = [];

    /// <summary>How many users there are in a closed loop, each with one request at a time; 0 for an open one.</summary>
    public int Users { get; private init; }

    /// <summary>How long a user of a closed loop pauses between an answer and the next request.</summary>
    public Delay Think { get; private init; } = Delay.None;

    /// <summary>How long it lasts.</summary>
    public Duration Length { get; private init; }

    /// <summary>What the times of requests follow from.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>After how long a user gives up; 1 s by default.</summary>
    public Duration Patience { get; init; } = 1.Seconds();

    /// <summary>What is asked for; <c>/work</c> by default.</summary>
    public string Path { get; init; } = "/work";

    /// <summary>The share of requests that are POST, and so must not be sent twice; 0 by default.</summary>
    public double WriteShare { get; init; }

    /// <summary>Requests that come independently of each other and of the answers: an open loop.</summary>
    /// <param name="perSecond">How many come in a second in the mean.</param>
    /// <param name="length">For how long.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is not above zero.</exception>
    public static Load Poisson(double perSecond, Duration length) => Steps([perSecond], length);

    /// <summary>An open loop whose rate grows, or otherwise changes, step by step.</summary>
    /// <param name="perSecond">How many requests come in a second, for each step.</param>
    /// <param name="each">How long each step lasts.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate or the time is not above zero.</exception>
    public static Load Steps(IEnumerable<double> perSecond, Duration each)
    {
        ArgumentNullException.ThrowIfNull(perSecond);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(each, Duration.Zero);
        ValueList<LoadStep> steps = [.. perSecond.Select(rate => new LoadStep(rate, each))];
        foreach (var step in steps)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(step.PerSecond, 0, nameof(perSecond));
        return new() { Rates = steps, Length = each * steps.Count };
    }

    /// <summary>So many users, each of whom waits for an answer, pauses, and asks again: a closed loop.</summary>
    /// <param name="users">How many users.</param>
    /// <param name="length">For how long.</param>
    /// <param name="think">The pause; none by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no user, or no time.</exception>
    public static Load Closed(int users, Duration length, Delay? think = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(users, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length, Duration.Zero);
        return new() { Users = users, Length = length, Think = think ?? Delay.None };
    }

    /// <summary>The same for another time, at its first rate.</summary>
    internal Load For(Duration length) => this with { Rates = [.. Rates.Take(1).Select(step => step with { Length = length })], Length = length };
}
