namespace DistLab.Availability;

/// <summary>A calculated and a simulated number side by side. Times are in seconds.</summary>
/// <param name="Load">The share of all servers' capacity that users ask for.</param>
/// <param name="Measure">What is compared: a name of <see cref="ServiceFigures"/>.</param>
/// <param name="Calculated">What theory says.</param>
/// <param name="Simulated">The mean over all seeds.</param>
/// <param name="HalfWidth">Half the width of its 95 % confidence interval (Student's t).</param>
public sealed record Comparison(double Load, string Measure, double Calculated, double Simulated, double HalfWidth)
{
    /// <summary>Whether the calculated value lies inside the interval.</summary>
    public bool IsInside => Math.Abs(Calculated - Simulated) <= HalfWidth;
}
