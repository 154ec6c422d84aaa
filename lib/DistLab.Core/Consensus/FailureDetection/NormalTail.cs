using DistLab.Protocols;

namespace DistLab.Consensus;

/// <summary>How unlikely a normal number is to be so large, on a scale of powers of ten, the same to the bit on every machine.</summary>
internal static class NormalTail
{
    private const double Ln10 = 2.302585092994046;
    private const double HalfLn2Pi = 0.9189385332046727;
    private const double SeriesEnds = 3;

    /// <summary>−log10 of the probability that a standard normal number exceeds x.</summary>
    /// <remarks>
    /// Below 3 by the series Φ(x) = ½ + φ(x)(x + x³/3 + x⁵/(3·5) + …) of Marsaglia, "Evaluating the Normal Distribution"
    /// (2004); above by Laplace's continued fraction, of whose value the logarithm is taken, so that nothing underflows.
    /// </remarks>
    public static double Phi(double x)
    {
        if (x < -SeriesEnds)
            return -StableMath.Log(1 - StableMath.Exp(-Phi(-x) * Ln10)) / Ln10;
        return x < SeriesEnds ? -StableMath.Log(UpperTail(x)) / Ln10 : ((x * x / 2) + HalfLn2Pi + StableMath.Log(Fraction(x))) / Ln10;
    }

    /// <summary>The x at which <see cref="Phi"/> is this, for 0 … 1,000.</summary>
    public static double Inverse(double phi)
    {
        var (low, high) = (-40.0, 80.0);
        for (var i = 0; i < 64; i++)
        {
            var middle = (low + high) / 2;
            if (Phi(middle) < phi)
                low = middle;
            else
                high = middle;
        }
        return high;
    }

    private static double UpperTail(double x)
    {
        var (sum, term) = (x, x);
        for (var k = 3; k <= 101; k += 2)
        {
            term *= x * x / k;
            sum += term;
        }
        return 0.5 - (sum * StableMath.Exp((-x * x / 2) - HalfLn2Pi));
    }

    private static double Fraction(double x)
    {
        var value = x;
        for (var k = 80; k >= 1; k--)
            value = x + (k / value);
        return value;
    }
}
