namespace DistLab.Kernel;

/// <summary>The topics that one peer asked for. A topic is asked for by its beginning; asked for twice, it has to be cancelled twice.</summary>
internal sealed class SubscriptionSet
{
    private readonly Lock _lock = new();
    private readonly List<byte[]> _prefixes = [];

    /// <exception cref="ZmtpException">There are too many.</exception>
    internal void Add(byte[] prefix, int most)
    {
        lock (_lock)
        {
            if (_prefixes.Count == most)
                throw new ZmtpException($"more than {most} subscriptions");
            _prefixes.Add(prefix);
        }
    }

    internal void Remove(byte[] prefix)
    {
        lock (_lock)
        {
            int at = _prefixes.FindIndex(known => known.AsSpan().SequenceEqual(prefix));
            if (at >= 0)
                _prefixes.RemoveAt(at);
        }
    }

    internal bool Matches(ReadOnlySpan<byte> topic)
    {
        lock (_lock)
        {
            foreach (byte[] prefix in _prefixes)
            {
                if (topic.StartsWith(prefix))
                    return true;
            }
            return false;
        }
    }
}
