using DistLab.Protocols;

namespace DistLab.Checking;

/// <summary>Builds a history from a file's events, and says which line does not fit.</summary>
internal sealed class HistoryAssembly(ReadLimits limits)
{
    private readonly HistoryBuilder _builder = new();
    private int _events;

    public void Add(int line, int client, HistoryEvent told, Instant? at)
    {
        if (++_events > limits.Events)
            throw new HistoryFormatException(line, $"there are more than {limits.Events} events.");
        if (client < 0)
            throw new HistoryFormatException(line, $"a client is a number from 0, not {client}.");
        try
        {
            _builder.Add(client, told, at);
        }
        catch (InvalidOperationException e)
        {
            throw new HistoryFormatException(line, e.Message, e);
        }
    }

    public History ToHistory() => _builder.ToHistory();
}
