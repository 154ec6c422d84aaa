using DistLab.Checking;
using DistLab.Checking.Search;

namespace DistLab.Core.Tests.Checking;

/// <summary>States whose fingerprints are so bad that many share one: an exact search must tell them apart all the same.</summary>
public sealed class CollisionTests
{
    private const int States = 5_000;
    private const int Fingerprints = 7;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void An_exact_search_tells_apart_states_of_the_same_fingerprint(int workers) => Assert.Equal(States, Search(isExact: true, new Cores(workers)));

    [Fact]
    public void A_search_by_fingerprints_takes_them_for_one() => Assert.Equal(Fingerprints, Search(isExact: false, OneWorker.Instance));

    private static int Search(bool isExact, IWorkers workers)
    {
        var search = new BreadthFirst<int>(new Space(new() { IsExact = isExact }), workers);
        Assert.Equal(SearchEnd.Complete, search.Run(null, default));
        return search.States;
    }

    /// <summary>The numbers below 5,000, of which each leads to two others.</summary>
    private sealed class Space(SearchOptions<int> options) : StateSpace<int>(options)
    {
        private readonly List<int> _stored = [];

        public override long Bytes => 0;

        public int this[int number] => _stored[number];

        public static ulong Fingerprint(int state) => (ulong)((state % Fingerprints) + 1) << 58;

        public bool IsKnown(int state)
        {
            for (var slot = Seen.Seek(Fingerprint(state)); slot >= 0; slot = Seen.Seek(Fingerprint(state), slot))
            {
                if (!Options.IsExact || _stored[Seen.NumberAt(Fingerprint(state), slot)] == state)
                    return true;
            }
            return false;
        }

        public override Batch<int> NewBatch() => new Numbers(this);

        public override Explorer<int> NewExplorer() => throw new NotSupportedException();

        public override void Start(Batch<int> batch) => ((Numbers)batch).Start();

        public override void Store(Batch<int> batch, int candidate) => _stored.Add(((Numbers)batch).States[candidate]);

        public override void Release(int before)
        {
        }

        public override bool IsSame(Batch<int> batch, int candidate, int number) => ((Numbers)batch).States[candidate] == _stored[number];

        public override bool IsSame(Batch<int> batch, int candidate, Batch<int> otherBatch, int other) =>
            ((Numbers)batch).States[candidate] == ((Numbers)otherBatch).States[other];
    }

    private sealed class Numbers(Space space) : Batch<int>(space.Options)
    {
        public List<int> States { get; } = [];

        public void Start() => Add(0, -1, 0);

        protected override bool TryExplore(int number)
        {
            Add(((3 * space[number]) + 1) % CollisionTests.States, number, 0);
            Add((space[number] + 1) % CollisionTests.States, number, 1);
            return true;
        }

        protected override void ForgetStates() => States.Clear();

        private void Add(int state, int parent, int ordinal)
        {
            if (space.IsKnown(state))
                return;
            States.Add(state);
            AddCandidate(Space.Fingerprint(state), parent, ordinal);
        }
    }
}
