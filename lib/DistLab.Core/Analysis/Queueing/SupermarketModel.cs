namespace DistLab.Analysis;

/// <summary>
/// Very many servers; each request asks d of them at random and queues at the shortest. Times are in mean service times, arrivals are Poisson,
/// service is exponential.
/// </summary>
/// <remarks>
/// The share of servers with at least i requests is s(i) = λ^((dⁱ − 1)/(d − 1)), which falls doubly exponentially for d ≥ 2. Mitzenmacher, "The
/// Power of Two Choices in Randomized Load Balancing", IEEE TPDS 12(10), 2001; Vvedenskaya, Dobrushin and Karpelevich (1996).
/// </remarks>
public static class SupermarketModel
{
    /// <summary>Mean time in the system; 1/(1 − λ) for one choice.</summary>
    /// <param name="load">λ: arrivals for each server in a mean service time, at least 0 and below 1.</param>
    /// <param name="choices">d, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    /// <example><code>
    /// SupermarketModel.Response(load: 0.9, choices: 2)     // 2.6141, where one choice takes 10
    /// </code></example>
    public static double Response(double load, int choices)
    {
        Require(load, choices);
        if (choices == 1)
            return 1 / (1 - load);
        if (load == 0)
            return 1;
        var sum = 0.0;
        for (var tail = load; tail > 1e-18; tail = load * Power(tail, choices))
            sum += tail / load;
        return sum;
    }

    /// <summary>The share of servers that have at least so many requests, s(i).</summary>
    /// <param name="load">λ: arrivals for each server in a mean service time, at least 0 and below 1.</param>
    /// <param name="choices">d, at least 1.</param>
    /// <param name="requests">How many requests, i; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static double Tail(double load, int choices, int requests)
    {
        Require(load, choices);
        ArgumentOutOfRangeException.ThrowIfNegative(requests);
        var tail = 1.0;
        for (var i = 0; i < requests; i++)
            tail = load * Power(tail, choices);
        return tail;
    }

    private static void Require(double load, int choices)
    {
        if (!(load >= 0 && load < 1))
            throw new ArgumentOutOfRangeException(nameof(load), load, "The load lies in 0 ≤ λ < 1.");
        ArgumentOutOfRangeException.ThrowIfLessThan(choices, 1);
    }

    private static double Power(double x, int exponent)
    {
        var product = 1.0;
        for (var i = 0; i < exponent; i++)
            product *= x;
        return product;
    }
}
