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

    /// <summary>The fraction bits of √2.</summary>
    private const long Sqrt2Fraction = 0x6_A09E_667F_3BCD;

    /// <summary>The natural logarithm of a positive, normal number; accurate to about 1e-15 relative.</summary>
    public static double Log(double x)
    {
        if (!(x >= 2.2250738585072014e-308 && double.IsFinite(x)))
            ThrowNoLogarithm(x);
        var bits = BitConverter.DoubleToInt64Bits(x);
        // The mantissa in √½ … √2. Half of all numbers are halved once more; without a branch, which no processor could foresee.
        var half = (bits & 0x000F_FFFF_FFFF_FFFF) > Sqrt2Fraction ? 1L : 0;
        var exponent = (int)(bits >> 52) - 1023 + (int)half;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFF) | ((0x3FF - half) << 52));
        // ln m = 2 artanh((m − 1)/(m + 1)), and |(m − 1)/(m + 1)| is at most 0.1716, so that ten terms suffice.
        var z = (mantissa - 1) / (mantissa + 1);
        var z2 = z * z;
        // Estrin's scheme: pairs that do not wait for each other, where Horner's would be one chain of twenty operations.
        var z4 = z2 * z2;
        var z8 = z4 * z4;
        var low = (1.0 / 3) + ((1.0 / 5) * z2) + (((1.0 / 7) + ((1.0 / 9) * z2)) * z4);
        var high = (1.0 / 11) + ((1.0 / 13) * z2) + (((1.0 / 15) + ((1.0 / 17) * z2)) * z4);
        var sum = z2 * (low + (high * z8) + (((1.0 / 19) + ((1.0 / 21) * z2)) * (z8 * z8)));
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

    private static void ThrowNoLogarithm(double x) =>
        throw new ArgumentOutOfRangeException(nameof(x), x, "The logarithm is for positive, finite, normal numbers.");
}
