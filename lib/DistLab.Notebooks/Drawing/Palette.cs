using System.Globalization;

namespace DistLab.Notebooks.Drawing;

/// <summary>The colours of figures and tables, for a light and for a dark background.</summary>
/// <remarks>
/// The eight series colours were chosen so that every pair keeps a CIEDE2000 distance of at least 9.9 under simulated
/// deuteranopia, protanopia and tritanopia (Machado, Oliveira and Fernandes 2009); their text shades reach a contrast of 4.5 : 1.
/// </remarks>
internal static class Palette
{
    private static readonly Dictionary<string, (string Light, string Dark)> Colours = Build();

    /// <summary>The colour of a role on the light card, as #RRGGBB.</summary>
    public static string Light(Paint paint) => Colours[paint.Name].Light;

    /// <summary>The colour of a role on the dark card, as #RRGGBB.</summary>
    public static string Dark(Paint paint) => Colours[paint.Name].Dark;

    /// <summary>The contrast of two colours after WCAG 2.2, 1 to 21.</summary>
    public static double Contrast(string first, string second)
    {
        var (a, b) = (Luminance(first), Luminance(second));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static Dictionary<string, (string Light, string Dark)> Build()
    {
        var colours = new Dictionary<string, (string Light, string Dark)>(StringComparer.Ordinal)
        {
            ["bg"] = ("#FCFCFB", "#15181D"),
            ["bd"] = ("#E1E4E8", "#2C323B"),
            ["pan"] = ("#F1F3F5", "#1E2229"),
            ["ink"] = ("#1C212B", "#EDEFF2"),
            ["sub"] = ("#4B5462", "#B3BAC5"),
            ["mut"] = ("#636C7A", "#8F98A6"),
            ["axis"] = ("#9AA2AE", "#5B6470"),
            ["grid"] = ("#E6E8EB", "#272C34"),
            ["th"] = ("#747D8B", "#9AA3B0"),
            ["bad"] = ("#C3152F", "#FF7272"),
            ["badt"] = ("#FBE7E8", "#2F1B20"),
            ["ok"] = ("#00704F", "#4CCFA6"),
        };
        AddScale(colours, "c", 1, "2E54CB D97720 048966 4F2A61 8B630A 2A8ECD 812838 52525F", "648FFF FE9A3A 69EFD3 9D68A0 FEE79B A3D1F5 E84B59 9BA0AE");
        AddScale(colours, "t", 1, "2E54CB 9D5614 047759 4F2A61 88610A 206FA0 812838 52525F", "648FFF FE9A3A 69EFD3 AC77AF FEE79B A3D1F5 EE515F 9BA0AE");
        AddScale(colours, "q", 0, "EBF6F8 C3E1EB 9ACBE1 73B4D8 519CCE 3983BF 2C69AB 29518F 253B70", "1E2433 253958 26517B 1D6C9B 1488B5 28A5C9 58C0D5 83DAE3 B6F2F1");
        AddScale(colours, "d", 0, "204CA4 4177C6 75A5DF B6D1EE EEF0F3 F0CDA6 E79A57 C7692C 99431E", "81C5FE 5B9CE3 4371B7 344A73 27292D 6C4128 A95E30 DC8239 F6B162");
        foreach (var fill in colours.Where(c => c.Key[0] is 'c' or 'q' or 'd' || c.Key == "bad").ToList())
            colours["on" + fill.Key] = (Over(fill.Value.Light), Over(fill.Value.Dark));
        return colours;
    }

    private static void AddScale(Dictionary<string, (string, string)> colours, string prefix, int first, string light, string dark)
    {
        var pairs = light.Split(' ').Zip(dark.Split(' '));
        foreach (var (l, d) in pairs)
            colours[prefix + first++.ToString(CultureInfo.InvariantCulture)] = ("#" + l, "#" + d);
    }

    private static string Over(string fill) =>
        Contrast("#10141B", fill) >= Contrast("#FFFFFF", fill) ? "#10141B" : "#FFFFFF";

    private static double Luminance(string colour)
    {
        double Channel(int at)
        {
            var v = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4);
        }
        return (0.2126 * Channel(1)) + (0.7152 * Channel(3)) + (0.0722 * Channel(5));
    }
}
