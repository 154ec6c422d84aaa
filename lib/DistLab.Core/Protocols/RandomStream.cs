namespace DistLab.Protocols;

/// <summary>
/// A stream of random numbers that follows from its seed alone, to the bit, on any machine. Each use of chance in a run has
/// a stream of its own (<see cref="Derive(string)"/>), so that one more draw in one place changes nothing elsewhere.
/// </summary>
/// <remarks>xoshiro256** (Blackman and Vigna 2021), seeded by SplitMix64.</remarks>
public sealed class RandomStream
{
    private readonly ulong _seed;
    private ulong _s0, _s1, _s2, _s3;
    private double _spareNormal = double.NaN;

    /// <summary>The stream of a seed.</summary>
    public RandomStream(ulong seed)
    {
        _seed = seed;
        _s0 = StableHash.Mix(seed, 0);
        _s1 = StableHash.Mix(seed, 1);
        _s2 = StableHash.Mix(seed, 2);
        _s3 = StableHash.Mix(seed, 3) | 1;
    }

    /// <summary>Another stream of the same seed, known by a name; how far this one has been read plays no part.</summary>
    public RandomStream Derive(string name) => new(StableHash.Mix(_seed, name));

    /// <summary>Another stream of the same seed, known by a number; how far this one has been read plays no part.</summary>
    public RandomStream Derive(ulong number) => new(StableHash.Mix(StableHash.Mix(_seed, number), "number"));

    /// <summary>The next 64 random bits.</summary>
    public ulong NextBits()
    {
        var result = ulong.RotateLeft(_s1 * 5, 7) * 9;
        var t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = ulong.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A number in 0 ≤ u &lt; 1, a multiple of 2⁻⁵³.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number in 0 … bound − 1, each equally likely.</summary>
    /// <remarks>Lemire's multiplication method with rejection (2019).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The bound is zero.</exception>
    public ulong NextBelow(ulong bound)
    {
        ArgumentOutOfRangeException.ThrowIfZero(bound);
        var high = Math.BigMul(NextBits(), bound, out var low);
        if (low < bound)
        {
            var threshold = (0 - bound) % bound;
            while (low < threshold)
                high = Math.BigMul(NextBits(), bound, out low);
        }
        return high;
    }

    /// <summary>A whole number in 0 … bound − 1, each equally likely.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not above zero.</exception>
    public int NextBelow(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        return (int)NextBelow((ulong)bound);
    }

    /// <summary>True with the given probability.</summary>
    public bool NextBool(double probability) => NextDouble() < probability;

    /// <summary>An exponential number with mean 1.</summary>
    public double NextExponential() => -StableMath.Log(1 - NextDouble());

    /// <summary>A normal number with mean 0 and variance 1.</summary>
    /// <remarks>Marsaglia's polar method (1964), which needs a logarithm and a root and no sine.</remarks>
    public double NextNormal()
    {
        if (!double.IsNaN(_spareNormal))
        {
            var spare = _spareNormal;
            _spareNormal = double.NaN;
            return spare;
        }
        double u, v, s;
        do
        {
            u = (2 * NextDouble()) - 1;
            v = (2 * NextDouble()) - 1;
            s = (u * u) + (v * v);
        }
        while (s is >= 1 or 0);
        var scale = Math.Sqrt(-2 * StableMath.Log(s) / s);
        _spareNormal = v * scale;
        return u * scale;
    }
}
