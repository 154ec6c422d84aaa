using System.Globalization;
using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Plots;

/// <summary>The name of a category, alike in every culture.</summary>
internal static class CategoryText
{
    public static string Of(object? value) => value switch
    {
        null => "–",
        string text => text,
        double d => Numbers.Text(d),
        float f => Numbers.Text(f),
        int or long or short or byte => Numbers.Fixed(Convert.ToDouble(value, CultureInfo.InvariantCulture), 0),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "–",
    };

    /// <summary>The number that a category names, if it does; NaN otherwise.</summary>
    public static double Number(string category)
    {
        var plain = category.Replace("\u2009", "").Replace('\u2212', '-');
        return double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
    }
}
