using DistLab.Availability;
using DistLab.Protocols;

namespace DistLab.Web;

/// <summary>When which component was down, as the one who brings it down knows. For any thread.</summary>
internal sealed class OutageLog
{
    private readonly Lock _lock = new();
    private readonly List<Outage> _over = [];
    private readonly Dictionary<string, Instant> _since = new(StringComparer.Ordinal);

    public void Down(string component, Instant at)
    {
        lock (_lock)
            _since.TryAdd(component, at);
    }

    public void Up(string component, Instant at)
    {
        lock (_lock)
        {
            if (_since.Remove(component, out var from))
                _over.Add(new(component, from, at));
        }
    }

    /// <summary>All outages; those that are not over end now.</summary>
    public IReadOnlyList<Outage> Until(Instant now)
    {
        lock (_lock)
            return [.. _over, .. _since.Select(pair => new Outage(pair.Key, pair.Value, now)).OrderBy(outage => outage.From)];
    }
}
