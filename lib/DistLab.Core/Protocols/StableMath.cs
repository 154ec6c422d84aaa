namespace DistLab.Protocols;

/// <summary>
/// Logarithm and exponential from additions, multiplications and divisions alone, which IEEE 754 fixes to the bit.
/// <c>Math.Log</c> and <c>Math.Exp</c> call the platform's C library, whose last bit differs between systems.
/// </summary>
internal static class StableMath
{
    private const double Ln2High = 0.6931471803691238;
    private const double Ln2Low = 1.9082149292705877e-10;
    private const double InverseLn2 = 1.4426950408889634;

    /// <summary>The natural logarithm of a positive, normal number; accurate to about 1e-15 relative.</summary>
    public static double Log(double x)
    {
        if (!(x >= 2.2250738585072014e-308 && double.IsFinite(x)))
            throw new ArgumentOutOfRangeException(nameof(x), x, "The logarithm is for positive, finite, normal numbers.");
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)(bits >> 52) - 1023;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000);
        if (mantissa > 1.4142135623730951)
        {
            mantissa *= 0.5;
            exponent++;
        }
        // ln m = 2 artanh((m − 1)/(m + 1)), and |(m − 1)/(m + 1)| is at most 0.1716, so that ten terms suffice.
        var z = (mantissa - 1) / (mantissa + 1);
        var z2 = z * z;
        var sum = 0.0;
        for (var k = 21; k >= 3; k -= 2)
            sum = (sum + (1.0 / k)) * z2;
        return (exponent * Ln2High) + ((2 * z) + ((2 * z * sum) + (exponent * Ln2Low)));
    }

    /// <summary>e to the power x, for |x| up to 700; accurate to about 1e-15 relative.</summary>
    public static double Exp(double x)
    {
        if (!(Math.Abs(x) <= 700))
            throw new ArgumentOutOfRangeException(nameof(x), x, "The exponential is for numbers in −700 … 700.");
        var k = (int)Math.Round(x * InverseLn2);
        var r = x - (k * Ln2High) - (k * Ln2Low);
        var sum = 1.0;
        for (var i = 14; i >= 1; i--)
            sum = 1 + (sum * r / i);
        return sum * BitConverter.Int64BitsToDouble((long)(k + 1023) << 52);
    }
}
