namespace DistLab.Availability;

/// <summary>The long-run shares of a Markov chain's states.</summary>
/// <remarks>
/// Grassmann, Taksar and Heyman, "Regenerative Analysis and Steady State Distributions for Markov Chains", Operations Research 33 (1985): states are
/// taken out one by one, without a subtraction, so that rare states keep their digits.
/// </remarks>
internal static class StationaryDistribution
{
    /// <summary>The shares; the chain must be able to come from every state to every other. The matrix is used up.</summary>
    public static double[] Of(double[,] chain)
    {
        var count = chain.GetLength(0);
        for (var last = count - 1; last > 0; last--)
        {
            var leaving = 0.0;
            for (var to = 0; to < last; to++)
                leaving += chain[last, to];
            for (var from = 0; from < last; from++)
            {
                chain[from, last] /= leaving;
                for (var to = 0; to < last; to++)
                    chain[from, to] += chain[from, last] * chain[last, to];
            }
        }
        var shares = new double[count];
        shares[0] = 1;
        for (var state = 1; state < count; state++)
        {
            for (var from = 0; from < state; from++)
                shares[state] += shares[from] * chain[from, state];
        }
        var sum = shares.Sum();
        return [.. shares.Select(share => share / sum)];
    }
}
