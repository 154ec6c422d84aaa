using DistLab.Notebooks.Drawing;
using DistLab.Notebooks.Exercises;

namespace DistLab.Notebooks;

/// <summary>One quantity, as published and as found here.</summary>
/// <param name="Quantity">What it is.</param>
/// <param name="Published">The published number.</param>
/// <param name="Ours">Our number.</param>
/// <param name="Agrees">How the two stand to each other.</param>
/// <param name="Unit">The unit of both.</param>
/// <param name="Source">Where the published number stands, and what it is: exact, a bound, a measurement.</param>
/// <param name="Reason">Why they differ, where that is known.</param>
public sealed record ScoreRow(string Quantity, double Published, double Ours, Agreement Agrees, string? Unit, string? Source, string? Reason)
{
    /// <summary>Ours less the published one: in points where both are per cent, else as a share; as a plain number where the published one is 0.</summary>
    public string Difference
    {
        get
        {
            var difference = Math.Round(Ours - Published, 12);
            if (!double.IsFinite(difference))
                return "–";
            if (Unit?.Trim() == "%")
                return Sign(difference) + Numbers.Fixed(Math.Abs(difference), 1) + "\u00A0points";
            if (Published == 0)
                return Sign(difference) + Values.Number(Math.Abs(difference), Unit);
            var percent = 100 * difference / Math.Abs(Published);
            return Sign(percent) + Numbers.Fixed(Math.Abs(percent), Math.Abs(percent) is > 0 and < 9.95 ? 1 : 0) + "\u00A0%";
        }
    }

    private static string Sign(double value) => value > 0 ? "+" : value < 0 ? "\u2212" : "";
}
