namespace DistLab.Notebooks.Drawing;

/// <summary>A colour by its role; <see cref="Palette"/> says what it looks like on a light and on a dark card.</summary>
/// <param name="Name">The name of the role, which is also that of the CSS variable.</param>
internal readonly record struct Paint(string Name)
{
    /// <summary>How many colours tell series apart.</summary>
    public const int SeriesCount = 8;

    /// <summary>How many classes a sequential or diverging scale has.</summary>
    public const int ClassCount = 9;

    public static Paint Card => new("bg");
    public static Paint Border => new("bd");
    public static Paint Tint => new("pan");
    public static Paint Ink => new("ink");
    public static Paint Secondary => new("sub");
    public static Paint Muted => new("mut");
    public static Paint Axis => new("axis");
    public static Paint Grid => new("grid");
    public static Paint Theory => new("th");

    /// <summary>A violation, a crash or a loss; never a series.</summary>
    public static Paint Bad => new("bad");
    public static Paint BadTint => new("badt");
    public static Paint Good => new("ok");

    /// <summary>The colour of a series, counted from 1; the ninth is the first again. As a text it takes its darker shade.</summary>
    public static Paint Series(int number) => new("c" + (PositiveModulo(number - 1, SeriesCount) + 1));

    /// <summary>A class of a sequential scale, 0 (near the card) to 8.</summary>
    public static Paint Sequential(int step) => new("q" + Math.Clamp(step, 0, ClassCount - 1));

    /// <summary>A class of a diverging scale, 0 (far below) over 4 (zero) to 8 (far above).</summary>
    public static Paint Diverging(int step) => new("d" + Math.Clamp(step, 0, ClassCount - 1));

    /// <summary>The colour for text that stands on this one as a fill.</summary>
    public Paint Over() => new("on" + Name);

    /// <summary>The shade in which this colour is legible as text.</summary>
    public Paint ForText() => Name.Length == 2 && Name[0] == 'c' && char.IsAsciiDigit(Name[1]) ? new("t" + Name[1]) : this;

    private static int PositiveModulo(int value, int divisor) => ((value % divisor) + divisor) % divisor;
}
