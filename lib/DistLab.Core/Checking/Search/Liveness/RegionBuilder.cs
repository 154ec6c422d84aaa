using System.Runtime.InteropServices;

namespace DistLab.Checking.Search;

/// <summary>Finds the states in which a run can be that has not yet come to what it should come to, nearest first.</summary>
internal sealed class RegionBuilder<TView>(StateSpace<TView> space, Property<TView> property, IWorkers workers, long maxBytes, CancellationToken cancellation)
{
    private const int StatesPerPiece = 512;
    private const int PiecesPerBlock = 16;

    private readonly Explorer<TView>[] _explorers = [.. Enumerable.Range(0, PiecesPerBlock).Select(_ => space.NewExplorer())];
    private readonly List<Edge>[] _found = [.. Enumerable.Range(0, PiecesPerBlock).Select(_ => new List<Edge>())];
    private readonly List<int>[] _counts = [.. Enumerable.Range(0, PiecesPerBlock).Select(_ => new List<int>())];
    private readonly bool[] _isAvoiding = new bool[space.Predecessors.Count];
    private readonly bool[] _isSource = new bool[space.Predecessors.Count];

    /// <summary>The region; <c>null</c> when the memory does not suffice for it, or nobody wants it any more.</summary>
    /// <param name="levels">The number of the first state at each distance from the initial ones.</param>
    public Region? Build(IReadOnlyList<int> levels)
    {
        ForAll(_isAvoiding.Length, Judge);
        var region = new Region(_isSource.Length);
        for (var (distance, from) = (0, 0); distance < levels.Count || from < region.Count; distance++)
        {
            var end = distance + 1 < levels.Count ? levels[distance + 1] : _isSource.Length;
            for (var state = distance < levels.Count ? levels[distance] : end; state < end; state++)
            {
                if (_isSource[state])
                    region.Add(state, -1);
            }
            for (var last = region.Count; from < last; from += Math.Min(StatesPerPiece * PiecesPerBlock, last - from))
            {
                AddEdges(region, from, Math.Min(StatesPerPiece * PiecesPerBlock, last - from));
                if (region.Bytes > maxBytes || cancellation.IsCancellationRequested)
                    return null;
            }
        }
        return region;
    }

    private void Judge(Explorer<TView> explorer, int state)
    {
        var view = explorer.View(state);
        _isAvoiding[state] = property.Kind == PropertyKind.LeadsTo ? !property.TestThen(view) : !property.Test(view);
        _isSource[state] = _isAvoiding[state] && (property.Kind == PropertyKind.LeadsTo ? property.Test(view) : space.Predecessors.IsInitial(state));
    }

    private void AddEdges(Region region, int from, int count)
    {
        var pieces = (count + StatesPerPiece - 1) / StatesPerPiece;
        workers.Run(pieces, piece => FindEdges(region, piece, from + (piece * StatesPerPiece), Math.Min(StatesPerPiece, count - (piece * StatesPerPiece))));
        for (var piece = 0; piece < pieces; piece++)
        {
            var at = 0;
            foreach (var edges in _counts[piece])
            {
                region.AddEdges(CollectionsMarshal.AsSpan(_found[piece]).Slice(at, edges));
                at += edges;
            }
        }
    }

    /// <summary>Finds the steps from some states; those that lead out of the region only tell what could be done.</summary>
    private void FindEdges(Region region, int piece, int from, int count)
    {
        var (found, counts) = (_found[piece], _counts[piece]);
        found.Clear();
        counts.Clear();
        for (var place = from; place < from + count; place++)
        {
            var start = found.Count;
            _explorers[piece].AddEdges(region.StateAt(place), found);
            for (var i = start; i < found.Count; i++)
            {
                if (found[i].Target >= 0 && !_isAvoiding[found[i].Target])
                    found[i] = found[i] with { Target = -1 };
            }
            counts.Add(found.Count - start);
        }
    }

    private void ForAll(int states, Action<Explorer<TView>, int> action)
    {
        const int block = StatesPerPiece * PiecesPerBlock;
        for (var from = 0; from < states; from += block)
        {
            var (first, count) = (from, Math.Min(block, states - from));
            workers.Run((count + StatesPerPiece - 1) / StatesPerPiece, piece =>
            {
                var start = first + (piece * StatesPerPiece);
                for (var state = start; state < Math.Min(start + StatesPerPiece, first + count); state++)
                    action(_explorers[piece], state);
            });
        }
    }
}
