using System.Collections;
using MathNet.Numerics.Distributions;

namespace DistLab.Analysis;

/// <summary>Repeated measurements of one quantity, and what they tell about it. Measurements that are no number (NaN) are left out of the figures.</summary>
public sealed class Sample : IReadOnlyList<double>
{
    private readonly double[] _values;
    private readonly double[] _sorted;

    /// <summary>A sample, in the order of the measurements.</summary>
    public Sample(IEnumerable<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        _values = [.. values];
        _sorted = [.. _values.Where(value => !double.IsNaN(value)).Order()];
        Mean = _sorted.Length == 0 ? double.NaN : Sum(_values.Where(value => !double.IsNaN(value))) / _sorted.Length;
        StandardDeviation = _sorted.Length < 2 ? double.NaN : Math.Sqrt(Sum(_sorted.Select(value => (value - Mean) * (value - Mean))) / (_sorted.Length - 1));
    }

    /// <summary>How many measurements there are.</summary>
    public int Count => _values.Length;

    /// <summary>The mean; NaN without measurements.</summary>
    public double Mean { get; }

    /// <summary>The standard deviation, as estimated from the sample (with n − 1); NaN for fewer than two.</summary>
    public double StandardDeviation { get; }

    /// <summary>The least measurement; NaN without any.</summary>
    public double Min => _sorted.Length == 0 ? double.NaN : _sorted[0];

    /// <summary>The greatest measurement; NaN without any.</summary>
    public double Max => _sorted.Length == 0 ? double.NaN : _sorted[^1];

    /// <summary>A measurement, by its place from 0.</summary>
    public double this[int index] => _values[index];

    /// <summary>
    /// Half the width of the interval around the mean that covers the true mean with this confidence, after Student's t distribution: right
    /// for measurements that are about normal, or many. NaN for fewer than two.
    /// </summary>
    /// <param name="confidence">The confidence, between 0 and 1.</param>
    /// <remarks>"Student", "The Probable Error of a Mean", Biometrika 6 (1908).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not between 0 and 1.</exception>
    public double HalfWidth(double confidence = 0.95)
    {
        if (!(confidence > 0 && confidence < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence lies between 0 and 1.");
        if (_sorted.Length < 2)
            return double.NaN;
        return StandardDeviation == 0 ? 0 : StudentT.InvCDF(0, 1, _sorted.Length - 1, (1 + confidence) / 2) * StandardDeviation / Math.Sqrt(_sorted.Length);
    }

    /// <summary>The quantile for a share, with linear interpolation between measurements; NaN without any.</summary>
    /// <param name="share">0 for the least, 0.5 for the median, 1 for the greatest.</param>
    /// <remarks>Type 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages" (1996), the usual one.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The share is not in 0 … 1.</exception>
    public double Quantile(double share)
    {
        if (!(share >= 0 && share <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share lies in 0 … 1.");
        if (_sorted.Length == 0)
            return double.NaN;
        var place = share * (_sorted.Length - 1);
        var below = (int)Math.Floor(place);
        var above = Math.Min(below + 1, _sorted.Length - 1);
        return _sorted[below] == _sorted[above] ? _sorted[below] : _sorted[below] + ((place - below) * (_sorted[above] - _sorted[below]));
    }

    /// <inheritdoc/>
    public IEnumerator<double> GetEnumerator() => ((IEnumerable<double>)_values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // Neumaier's compensated sum: a plain one loses digits when a few measurements are far larger than the rest.
    private static double Sum(IEnumerable<double> values)
    {
        var (sum, lost) = (0.0, 0.0);
        foreach (var value in values)
        {
            var next = sum + value;
            lost += Math.Abs(sum) >= Math.Abs(value) ? sum - next + value : value - next + sum;
            sum = next;
        }
        return double.IsFinite(lost) ? sum + lost : sum;
    }
}
