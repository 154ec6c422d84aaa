using DistLab.Checking;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Checking;

/// <summary>Small systems drawn at random, about which everything can be found out by trying all sets of states.</summary>
public sealed class RandomSystemTests
{
    private const int Systems = 3_000;

    [Fact]
    public void Shortest_ways_are_those_of_a_naive_search()
    {
        for (var seed = 0; seed < Systems; seed++)
        {
            var system = new Drawn((ulong)seed);
            var distances = system.Distances(from: [0], _ => true);
            var result = system.Check().FindAll().Never("goal", system.IsGoal).Always("a state", state => state >= 0).Run(OneWorker.Instance);
            Assert.Equal((distances.Count, distances.Values.Max() + 1), (result.States, result.Depth));
            Assert.Equal(distances.Keys.Any(system.IsGoal), result["goal"].HasRun);
            if (result["goal"].HasRun)
                Assert.Equal(distances.Where(pair => system.IsGoal(pair.Key)).Min(pair => pair.Value), result.Counterexample.Steps.Count);
        }
    }

    [Fact]
    public void What_is_avoided_for_ever_is_what_some_set_of_states_allows()
    {
        var violated = 0;
        for (var seed = 0; seed < Systems; seed++)
        {
            var system = new Drawn((ulong)seed);
            var result = system.Check().Eventually("goal", system.IsGoal).Run(OneWorker.Instance);
            var expected = system.IsGoal(0) ? null : system.ShortestStem(system.Distances(from: [0], state => !system.IsGoal(state)));
            AssertSame(system, expected, result["goal"]);
            violated += expected is null ? 0 : 1;
        }
        Assert.InRange(violated, Systems / 10, Systems * 9 / 10);
    }

    [Fact]
    public void What_does_not_lead_to_the_goal_is_what_some_set_of_states_allows()
    {
        for (var seed = 0; seed < Systems; seed++)
        {
            var system = new Drawn((ulong)seed);
            var result = system.Check().LeadsTo("goal", state => state % 3 == 0, system.IsGoal).Run(OneWorker.Instance);
            var reached = system.Distances(from: [0], _ => true);
            var stems = reached.Where(pair => pair.Key % 3 == 0 && !system.IsGoal(pair.Key))
                .Select(pair => pair.Value + system.ShortestStem(system.Distances([pair.Key], state => !system.IsGoal(state))));
            AssertSame(system, stems.Min(), result["goal"]);
        }
    }

    private static void AssertSame(Drawn system, int? shortestStem, Finding<SystemRun<int>> finding)
    {
        Assert.Equal(shortestStem is null ? Verdict.Holds : Verdict.Violated, finding.Verdict);
        if (shortestStem is null)
            return;
        var run = finding.Run;
        Assert.Equal(shortestStem, run.LoopsFrom ?? run.Steps.Count);
        List<int> states = [run.Start, .. run.Steps.Select(step => step.State)];
        var loop = run.LoopsFrom is { } from ? states[from..] : [run.End];
        Assert.Equal(loop[0], loop[^1]);
        Assert.DoesNotContain(loop, state => system.IsGoal(state));
        var taken = loop.Zip(loop.Skip(1), (one, other) => system.Edges(one).Where(edge => edge.To == other && other != one).Select(edge => edge.Fairness)).SelectMany(taken => taken).ToHashSet();
        Assert.All(Drawn.Promises, promise => Assert.True(taken.Contains(promise) || loop.Any(state => !system.IsAble(state, promise))));
    }

    /// <summary>Up to seven states, 0 the first, with steps between them of which some are fair together.</summary>
    private sealed class Drawn : ITransitionSystem<int>
    {
        private readonly List<(int To, int Fairness)>[] _edges;
        private readonly bool[] _isGoal;

        public Drawn(ulong seed)
        {
            var random = new RandomStream(seed);
            var states = 1 + random.NextBelow(7);
            _isGoal = [.. Enumerable.Range(0, states).Select(_ => random.NextBool(0.25))];
            _edges = [.. Enumerable.Range(0, states).Select(_ => Enumerable.Range(0, random.NextBelow(4)).Select(_ => (random.NextBelow(states), random.NextBelow(4) - 1)).ToList())];
        }

        public static int[] Promises => [0, 1, 2];

        public IEnumerable<int> Initial => [0];

        public bool IsGoal(int state) => _isGoal[state];

        public List<(int To, int Fairness)> Edges(int state) => _edges[state];

        public void Next(int state, Successors<int> next)
        {
            foreach (var (to, fairness) in _edges[state])
                next.Add(to, $"to {to}", fairness);
        }

        /// <summary>Whether a step that changes something and is promised can be taken.</summary>
        public bool IsAble(int state, int promise) => _edges[state].Any(edge => edge.Fairness == promise && edge.To != state);

        public Dictionary<int, int> Distances(int[] from, Func<int, bool> isWithin)
        {
            var distances = from.ToDictionary(state => state, _ => 0);
            var queue = new Queue<int>(from);
            while (queue.TryDequeue(out var state))
            {
                foreach (var (to, _) in _edges[state])
                {
                    if (isWithin(to) && distances.TryAdd(to, distances[state] + 1))
                        queue.Enqueue(to);
                }
            }
            return distances;
        }

        /// <summary>The least distance at which some set of states begins that a fair run can stay in; null when there is none.</summary>
        public int? ShortestStem(Dictionary<int, int> distances)
        {
            int? shortest = null;
            for (var bits = 1; bits < 1 << _edges.Length; bits++)
            {
                var set = Enumerable.Range(0, _edges.Length).Where(state => (bits >> state & 1) == 1).ToList();
                if (!set.All(distances.ContainsKey) || !set.All(state => set.All(Distances([state], set.Contains).ContainsKey)))
                    continue;
                var isFair = Promises.All(promise => set.Any(state => !IsAble(state, promise))
                    || set.Any(state => _edges[state].Any(edge => edge.Fairness == promise && edge.To != state && set.Contains(edge.To))));
                if (isFair)
                    shortest = Math.Min(shortest ?? int.MaxValue, set.Min(state => distances[state]));
            }
            return shortest;
        }
    }
}
