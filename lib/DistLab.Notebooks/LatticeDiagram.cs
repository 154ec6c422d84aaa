using DistLab.Notebooks.Display;
using DistLab.Notebooks.Drawing;
using DistLab.Notebooks.Lattices;
using DistLab.Time;

namespace DistLab.Notebooks;

/// <summary>
/// The lattice of a run's consistent cuts, the empty one at the top, the whole run at the bottom; each circle bears how many
/// events of each node are in. A diagram does not change: each method returns another one.
/// </summary>
/// <remarks>Cooper and Marzullo 1991; drawn as in Coulouris et al., 5th ed., figure 14.14.</remarks>
[TypeFormatterSource(typeof(LatticeFormatterSource), PreferredMimeTypes = [FigureFormatterSource.Svg, FigureFormatterSource.Text])]
public sealed class LatticeDiagram
{
    /// <summary>How many cuts a diagram shows at most.</summary>
    public const int MostCuts = 120;

    private readonly GlobalStateLattice _lattice;
    private readonly LatticeOptions _options;

    private LatticeDiagram(GlobalStateLattice lattice, LatticeOptions options) => (_lattice, _options) = (lattice, options);

    /// <summary>The diagram of a lattice.</summary>
    /// <exception cref="ArgumentException">It has more than 120 cuts, or more than 9 on a level: nobody could read it.</exception>
    public static LatticeDiagram Of(GlobalStateLattice lattice)
    {
        ArgumentNullException.ThrowIfNull(lattice);
        if (lattice.Count > MostCuts || lattice.Levels.Max(level => level.Count) > 9)
            throw new ArgumentException($"The lattice has {lattice.Count} cuts, up to {lattice.Levels.Max(level => level.Count)} on a level: too many to draw. Take a shorter run or fewer nodes.", nameof(lattice));
        return new(lattice, new());
    }

    /// <summary>Says above the picture what it shows: the finding, in one sentence.</summary>
    public LatticeDiagram Title(string title) => new(_lattice, _options with { Title = title });

    /// <summary>Says under the title what was run.</summary>
    public LatticeDiagram Subtitle(string subtitle) => new(_lattice, _options with { Subtitle = subtitle });

    /// <summary>Says under the picture how it came about.</summary>
    public LatticeDiagram Footer(string footer) => new(_lattice, _options with { Footer = footer });

    /// <summary>Fills the circles of the cuts at which a condition holds, and says whether it did possibly or definitely.</summary>
    /// <param name="name">The condition in words.</param>
    /// <param name="condition">Whether it holds at a cut.</param>
    public LatticeDiagram Mark(string name, Func<Cut, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return new(_lattice, _options with { ConditionName = name, Condition = condition });
    }

    /// <summary>Writes something beside each circle.</summary>
    public LatticeDiagram Label(Func<Cut, string> label)
    {
        ArgumentNullException.ThrowIfNull(label);
        return new(_lattice, _options with { Label = label });
    }

    /// <summary>The picture as static SVG, right on light and dark pages. Same lattice, same bytes.</summary>
    public string ToSvg()
    {
        var card = new Card(_options.Title, _options.Subtitle, _options.Footer);
        var marked = _lattice.Levels.SelectMany(level => level).Where(cut => _options.Condition?.Invoke(cut) == true).ToHashSet();
        var drawing = new LatticeSvg(_lattice, _options, marked, card.Shift);
        var canvas = new SvgCanvas(_options.Title, Description(), height: (int)Math.Ceiling(drawing.Height + card.FooterHeight));
        card.Draw(canvas);
        drawing.Draw(canvas);
        return canvas.ToSvg();
    }

    /// <summary>Writes the picture to an <c>.svg</c> file; makes the folder if need be.</summary>
    /// <exception cref="ArgumentException">The name ends otherwise.</exception>
    /// <exception cref="IOException">The file cannot be written; the message says why.</exception>
    public void Save(string path) => OutputFile.Write("A lattice", path, (".svg", "a drawing", ToSvg));

    /// <summary>Title and description.</summary>
    public override string ToString() => $"{_options.Title}\n{Description()}";

    private string Description()
    {
        var text = $"Lattice of {_lattice.Count} consistent cuts of a run of {_lattice.History.Nodes} nodes with {_lattice.History.Events.Count} events, level by level: {string.Join(", ", _lattice.Levels.Select(level => level.Count))}.";
        if (_options.Condition is not { } condition)
            return text;
        var held = _lattice.Levels.Sum(level => level.Count(condition));
        var verdict = _lattice.Definitely(condition) ? "definitely" : held > 0 ? "possibly, not definitely" : "not possibly";
        return $"{text} {_options.ConditionName}: at {held} of them; {verdict}.";
    }
}
