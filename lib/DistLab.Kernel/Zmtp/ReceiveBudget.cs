namespace DistLab.Kernel;

/// <summary>The bytes that all connections of a process together may hold in messages that are not yet handed on.</summary>
internal sealed class ReceiveBudget(long bytes)
{
    private long _left = bytes;

    /// <exception cref="ZmtpException">So many bytes are not left.</exception>
    internal void Take(long count)
    {
        if (Interlocked.Add(ref _left, -count) >= 0)
            return;
        Give(count);
        throw new ZmtpException("all connections together hold too many bytes of unfinished messages");
    }

    internal void Give(long count) => Interlocked.Add(ref _left, count);
}
