using DistLab.Protocols;

namespace DistLab.LoadBalancing;

/// <summary>n balls are thrown into n bins; each goes into the emptiest of d bins that are drawn.</summary>
/// <remarks>
/// The fullest bin has about ln n/ln ln n balls for d = 1, and ln ln n/ln d + O(1) for d ≥ 2. Azar, Broder, Karlin and Upfal, "Balanced
/// Allocations" (STOC 1994).
/// </remarks>
public static class BallsIntoBins
{
    /// <summary>Throws the balls and counts those in the fullest bin.</summary>
    /// <param name="bins">How many bins, and balls, there are.</param>
    /// <param name="choices">How many bins are drawn for a ball, each independently.</param>
    /// <param name="seed">What all chance follows from.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not above zero.</exception>
    public static int Fullest(int bins, int choices, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(choices, 1);
        var random = new RandomStream(seed);
        var balls = new int[bins];
        for (var ball = 0; ball < bins; ball++)
        {
            var best = random.NextBelow(bins);
            for (var choice = 1; choice < choices; choice++)
            {
                var other = random.NextBelow(bins);
                if (balls[other] < balls[best])
                    best = other;
            }
            balls[best]++;
        }
        return balls.Max();
    }

    /// <summary>What theory says of the fullest bin, up to a constant.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 3 bins, or no choice.</exception>
    public static double Expected(int bins, int choices)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 3);
        ArgumentOutOfRangeException.ThrowIfLessThan(choices, 1);
        var logLog = StableMath.Log(StableMath.Log(bins));
        return choices == 1 ? StableMath.Log(bins) / logLog : logLog / StableMath.Log(choices);
    }
}
