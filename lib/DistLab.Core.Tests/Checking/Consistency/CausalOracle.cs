using DistLab.Checking;

namespace DistLab.Core.Tests.Checking.Consistency;

/// <summary>
/// The definitions of causal consistency as they stand in Bouajjani et al. (2017), by trying every order: for each operation (CC), for
/// each client (CM), or once for all (CCv) there is to be an order of the causal past that explains the answers.
/// </summary>
internal sealed class CausalOracle
{
    private readonly History _history;
    private readonly bool[,] _before;
    private readonly bool _isAcyclic = true;

    public CausalOracle(History history)
    {
        _history = history;
        var n = history.Count;
        _before = new bool[n, n];
        for (var a = 0; a < n; a++)
        {
            for (var b = 0; b < n; b++)
                _before[a, b] = (history[a].Client == history[b].Client && a < b) || ReadsFrom(b, a);
        }
        for (var k = 0; k < n; k++)
        {
            for (var a = 0; a < n; a++)
            {
                for (var b = 0; b < n; b++)
                    _before[a, b] |= _before[a, k] && _before[k, b];
            }
        }
        for (var a = 0; a < n; a++)
            _isAcyclic &= !_before[a, a];
    }

    public bool Weak => _isAcyclic && All.All(o => HasOrder(Past(o), read => read == o));

    public bool Memory => _isAcyclic && All.All(o => HasOrder(Past(o), read => read == o || (_before[read, o] && _history[read].Client == _history[o].Client)));

    public bool Convergence => _isAcyclic && Orders([], All.ToList()).Any(order => All.Where(IsRead).All(read => Explains(order.Where(o => _before[o, read]), read)));

    private IEnumerable<int> All => Enumerable.Range(0, _history.Count);

    private List<int> Past(int operation) => [.. All.Where(other => other == operation || _before[other, operation])];

    private bool HasOrder(List<int> operations, Func<int, bool> isVisible) =>
        Orders([], operations).Any(order => operations.Where(o => IsRead(o) && isVisible(o)).All(read => Explains(order.TakeWhile(o => o != read), read)));

    private bool Explains(IEnumerable<int> before, int read)
    {
        var writes = before.Where(o => !IsRead(o) && _history[o].Call.Key == _history[read].Call.Key).ToList();
        return _history[read].Result == (writes.Count == 0 ? 0 : _history[writes[^1]].Call.Argument);
    }

    private IEnumerable<List<int>> Orders(List<int> taken, List<int> left)
    {
        if (left.Count == 0)
            yield return taken;
        foreach (var next in left.Where(o => !left.Any(other => _before[other, o])).ToList())
        {
            foreach (var order in Orders([.. taken, next], [.. left.Where(o => o != next)]))
                yield return order;
        }
    }

    private bool IsRead(int operation) => _history[operation].Call.Name == "read";

    private bool ReadsFrom(int read, int write) =>
        IsRead(read) && !IsRead(write) && _history[read].Call.Key == _history[write].Call.Key && _history[read].Result == _history[write].Call.Argument;
}
