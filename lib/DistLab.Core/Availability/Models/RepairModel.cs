using DistLab.Protocols;

namespace DistLab.Availability;

/// <summary>
/// Machines that fail and repairers who mend them, one machine at a time each, as a Markov chain over the number of failed machines. Times to
/// failure and to repair are exponential. With as many repairers as machines it is <see cref="KOutOfN"/>.
/// </summary>
/// <remarks>The machine repair model; Trivedi, "Probability and Statistics with Reliability, Queuing and Computer Science Applications", 2nd ed., §8.2.</remarks>
/// <example><code>
/// var model = new RepairModel(machines: 3, repairers: 1, timeToFailure: 60.Seconds(), timeToRepair: 6.Seconds());
/// model.Availability(needed: 2)       // 0.954
/// </code></example>
public sealed class RepairModel
{
    private readonly double[] _failed;
    private readonly double _failureRate;

    /// <summary>A model.</summary>
    /// <param name="machines">How many machines there are, 1 … 1,000.</param>
    /// <param name="repairers">How many can be mended at once, at least 1.</param>
    /// <param name="timeToFailure">How long a machine runs on average.</param>
    /// <param name="timeToRepair">How long a repair takes on average.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public RepairModel(int machines, int repairers, Duration timeToFailure, Duration timeToRepair)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(machines, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(machines, 1_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(repairers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeToFailure, Duration.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeToRepair, Duration.Zero);
        Machines = machines;
        _failureRate = 1 / timeToFailure.Seconds;
        var weights = new double[machines + 1];
        weights[0] = 1;
        for (var failed = 1; failed <= machines; failed++)
            weights[failed] = weights[failed - 1] * (machines - failed + 1) * _failureRate * timeToRepair.Seconds / Math.Min(failed, repairers);
        var sum = weights.Sum();
        _failed = [.. weights.Select(weight => weight / sum)];
    }

    /// <summary>How many machines there are.</summary>
    public int Machines { get; }

    /// <summary>The share of time that exactly so many machines are down, 0 … all.</summary>
    public IReadOnlyList<double> Failed => _failed;

    /// <summary>The share of time that at least so many machines are up.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not in 1 … all.</exception>
    public double Availability(int needed)
    {
        Require(needed);
        return _failed.Take(Machines - needed + 1).Sum();
    }

    /// <summary>Mean operating time between failures of a service that needs so many machines.</summary>
    /// <inheritdoc cref="Availability" path="/exception"/>
    public Duration TimeBetweenFailures(int needed) => Duration.FromSeconds(Availability(needed) / FailuresPerSecond(needed));

    /// <summary>Mean time to repair of a service that needs so many machines.</summary>
    /// <inheritdoc cref="Availability" path="/exception"/>
    public Duration TimeToRepair(int needed) => Duration.FromSeconds(_failed.Skip(Machines - needed + 1).Sum() / FailuresPerSecond(needed));

    // The service fails when one of the last machines that it needs does.
    private double FailuresPerSecond(int needed)
    {
        Require(needed);
        return _failed[Machines - needed] * needed * _failureRate;
    }

    private void Require(int needed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(needed, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(needed, Machines);
    }
}
