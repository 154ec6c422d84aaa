namespace DistLab.Analysis;

/// <summary>Erlang's formulas for servers with Poisson arrivals.</summary>
/// <remarks>A. K. Erlang, "Solution of some problems in the theory of probabilities of significance in automatic telephone exchanges" (1917).</remarks>
public static class Erlang
{
    /// <summary>Erlang B: the share of requests that find all servers busy where nobody can wait.</summary>
    /// <param name="servers">How many servers there are, at least 1.</param>
    /// <param name="load">The load offered, in servers: arrival rate times mean service time; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static double B(int servers, double load)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(servers, 1);
        if (!(load >= 0 && double.IsFinite(load)))
            throw new ArgumentOutOfRangeException(nameof(load), load, "A load is zero or more servers.");
        var blocked = 1.0;
        for (var n = 1; n <= servers; n++)
            blocked = load * blocked / (n + (load * blocked));
        return blocked;
    }

    /// <summary>Erlang C: the share of requests that have to wait where all can; 1 when the load is more than the servers can bear.</summary>
    /// <inheritdoc cref="B"/>
    /// <example><code>
    /// Erlang.C(servers: 2, load: 1.6)     // 0.7111
    /// </code></example>
    public static double C(int servers, double load)
    {
        var blocked = B(servers, load);
        return load >= servers ? 1 : servers * blocked / (servers - (load * (1 - blocked)));
    }
}
