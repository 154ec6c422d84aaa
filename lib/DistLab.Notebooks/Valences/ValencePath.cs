using DistLab.Consensus;

namespace DistLab.Notebooks.Valences;

/// <summary>A way through bivalent states, and all steps that can be taken from it: what is drawn of a graph of states. A state stands below the one from which it is first come to.</summary>
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
        var (_, steps) = graph.Around(path);
        HashSet<int> placed = [path[0]];
        List<IReadOnlyList<(int, Valence)>> levels = [[(path[0], Valence.Bivalent)]];
        for (var i = 0; i < path.Count; i++)
        {
            var next = i + 1 < path.Count ? path[i + 1] : -1;
            var after = steps.Where(step => step.From == path[i]).Select(step => step.To).OrderByDescending(to => to == next).Where(placed.Add);
            levels.Add([.. after.Select(to => (to, graph.States[to].Valence))]);
        }
        var arrivals = path.Zip(path.Skip(1), (from, to) => steps.First(step => step.From == from && step.To == to).Arrival.ToString());
        return new(levels, [.. steps.Select(step => (step.From, step.To)).Distinct()], [.. arrivals]);
    }
}
