namespace DistLab.Checking.Orders;

/// <summary>
/// An operation may come once none of its client's is left out that ended before it was called. One without an answer follows its
/// client's earlier ones, and holds up none of the later.
/// </summary>
internal sealed class ClientOrderSchedule : Schedule
{
    private readonly IReadOnlyList<SearchOperation> _operations;
    private readonly int[][] _chains;
    private readonly int[] _at;
    private readonly int[] _chainOf;
    private readonly int[] _optional;
    private readonly int[] _after;
    private readonly bool[] _came;
    private int _left;

    /// <param name="history">Tells each operation's client; its operations stand in the order of calls.</param>
    /// <param name="operations">What is searched, in that order.</param>
    /// <param name="isFree">Whether an operation, by its place in the history, follows no other.</param>
    public ClientOrderSchedule(History history, IReadOnlyList<SearchOperation> operations, Func<int, bool> isFree)
    {
        _operations = operations;
        _came = new bool[operations.Count];
        _after = new int[operations.Count];
        _chainOf = new int[operations.Count];
        var clients = Enumerable.Range(0, operations.Count).GroupBy(at => history[operations[at].Index].Client).ToArray();
        _chains = [.. clients.Select(client => client.Where(at => operations[at].IsRequired).ToArray())];
        _optional = [.. Enumerable.Range(0, operations.Count).Where(at => !operations[at].IsRequired)];
        _at = new int[_chains.Length];
        _left = operations.Count - _optional.Length;
        for (var chain = 0; chain < clients.Length; chain++)
        {
            var before = 0;
            foreach (var at in clients[chain])
            {
                _chainOf[at] = chain;
                _after[at] = isFree(operations[at].Index) ? 0 : before;
                before += operations[at].IsRequired ? 1 : 0;
            }
        }
    }

    public override int Progress => _left == 0 ? History.Never : _operations.Count - _left;

    public override void Candidates(List<int> candidates)
    {
        for (var chain = 0; chain < _chains.Length; chain++)
        {
            if (_at[chain] < _chains[chain].Length)
                candidates.Add(_chains[chain][_at[chain]]);
        }
        foreach (var operation in _optional)
        {
            if (!_came[operation] && _at[_chainOf[operation]] >= _after[operation])
                candidates.Add(operation);
        }
    }

    public override void Take(int operation) => Move(operation, true, 1);

    public override void Undo(int operation) => Move(operation, false, -1);

    private void Move(int operation, bool came, int step)
    {
        _came[operation] = came;
        if (!_operations[operation].IsRequired)
            return;
        _at[_chainOf[operation]] += step;
        _left -= step;
    }
}
