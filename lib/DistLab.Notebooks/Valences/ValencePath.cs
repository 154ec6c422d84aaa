using DistLab.Consensus;

namespace DistLab.Notebooks.Valences;

/// <summary>A way through bivalent states, and all steps that can be taken from it: what is drawn of a graph of states.</summary>
/// <param name="Levels">The states by how many messages have arrived, each with its number and valence; the state on the way first.</param>
/// <param name="Steps">The steps between them.</param>
/// <param name="Arrivals">What arrives on the way, step by step.</param>
internal sealed record ValencePath(IReadOnlyList<IReadOnlyList<(int Number, Valence Valence)>> Levels, IReadOnlyList<(int From, int To)> Steps, IReadOnlyList<string> Arrivals)
{
    public static ValencePath Of<TState, TMessage>(ValenceGraph<TState, TMessage> graph)
        where TState : class
        where TMessage : class
    {
        var path = graph.BivalentPath();
        var (states, steps) = graph.Around(path);
        var onPath = path.ToHashSet();
        // What leads back, or aside on the same level, is a late message that changes nothing.
        var shown = steps.Where(step => graph.States[step.To].Depth == graph.States[step.From].Depth + 1).ToList();
        var levels = states.GroupBy(state => state.Depth).OrderBy(level => level.Key)
            .Select(level => (IReadOnlyList<(int, Valence)>)[.. level.OrderByDescending(state => onPath.Contains(state.Number)).Select(state => (state.Number, state.Valence))]);
        var arrivals = path.Zip(path.Skip(1), (from, to) => shown.First(step => step.From == from && step.To == to).Arrival.ToString());
        return new([.. levels], [.. shown.Select(step => (step.From, step.To)).Distinct()], [.. arrivals]);
    }
}
