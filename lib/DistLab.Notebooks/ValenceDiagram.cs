using DistLab.Consensus;
using DistLab.Notebooks.Display;
using DistLab.Notebooks.Drawing;
using DistLab.Notebooks.Valences;

namespace DistLab.Notebooks;

/// <summary>
/// A longest way through the bivalent states of a system, downwards, with every step that can be taken from it: to the left
/// those after which only 0 can be decided, to the right only 1. A diagram does not change: each method returns another one.
/// </summary>
/// <remarks>The argument of Fischer, Lynch and Paterson (1985), on a system of one's own.</remarks>
[TypeFormatterSource(typeof(ValenceFormatterSource), PreferredMimeTypes = [FigureFormatterSource.Svg, FigureFormatterSource.Text])]
public sealed class ValenceDiagram
{
    /// <summary>How many arrivals a diagram shows at most.</summary>
    public const int MostArrivals = 30;

    private readonly ValencePath _path;
    private readonly string _title;

    private ValenceDiagram(ValencePath path, string title) => (_path, _title) = (path, title);

    /// <summary>The diagram of a graph of states.</summary>
    /// <exception cref="ArgumentException">The first state is not bivalent, or the way is longer than 30 arrivals.</exception>
    public static ValenceDiagram Of<TState, TMessage>(ValenceGraph<TState, TMessage> graph)
        where TState : class
        where TMessage : class
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (graph.States[0].Valence != Valence.Bivalent)
            throw new ArgumentException("The system begins in a state that is not bivalent: there is nothing to draw.", nameof(graph));
        var path = ValencePath.Of(graph);
        if (path.Arrivals.Count > MostArrivals)
            throw new ArgumentException($"The way through bivalent states has {path.Arrivals.Count} arrivals: too many to draw.", nameof(graph));
        return new(path, "A way on which nothing is decided");
    }

    /// <summary>Says above the picture what it shows: the finding, in one sentence.</summary>
    public ValenceDiagram Title(string title) => new(_path, title);

    /// <summary>The picture as static SVG, right on light and dark pages. Same graph, same bytes.</summary>
    public string ToSvg()
    {
        var card = new Card(_title, null, null);
        var drawing = new ValenceSvg(_path, card.Shift);
        var canvas = new SvgCanvas(_title, Description(), height: (int)Math.Ceiling(drawing.Height + card.FooterHeight));
        card.Draw(canvas);
        drawing.Draw(canvas);
        return canvas.ToSvg();
    }

    /// <summary>Title and description.</summary>
    public override string ToString() => $"{_title}\n{Description()}";

    private string Description()
    {
        var all = _path.Levels.SelectMany(level => level).ToList();
        return $"A way through {_path.Arrivals.Count + 1} bivalent states, and all that follow directly on them: {all.Count(state => state.Valence == Valence.Zero)} 0-valent, "
            + $"{all.Count(state => state.Valence == Valence.One)} 1-valent, {all.Count(state => state.Valence == Valence.Bivalent) - _path.Arrivals.Count - 1} more bivalent. On the way arrive: {string.Join("; ", _path.Arrivals)}.";
    }
}
