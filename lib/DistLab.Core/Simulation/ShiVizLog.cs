using System.Text;
using DistLab.Protocols;

namespace DistLab.Simulation;

/// <summary>Writes traces in the form that ShiViz reads: two lines for each event of a node, what happened and its vector clock.</summary>
/// <remarks>
/// Fidge (1988) and Mattern (1989): every event of a node counts one in its own place; a receipt first takes in the clock that
/// the send had. As ShiViz demands, each node's clock begins with 1 and grows by 1 (Beschastnikh et al., "Visualizing
/// distributed system executions", TOSEM 2020; github.com/DistributedClocks/shiviz).
/// </remarks>
internal sealed class ShiVizLog(Func<NodeId, string> name)
{
    /// <summary>
    /// How ShiViz finds the parts of an event; it takes this from the first line of a file. Of a log that is pasted without it,
    /// ShiViz's own pattern, <c>(?&lt;event&gt;.*)\n(?&lt;host&gt;\S*) (?&lt;clock&gt;{.*})</c>, finds the same events.
    /// </summary>
    public const string Pattern = @"(?<time>[^|\n]*) \| (?<event>.*)\n(?<host>\S+) (?<clock>\{\S*\})";

    private readonly SortedDictionary<int, SortedDictionary<int, int>> _clocks = [];
    private readonly Dictionary<long, SortedDictionary<int, int>> _sent = [];

    public IEnumerable<string> Write(Trace trace)
    {
        // The pattern, that which parts several runs (there is but one), then the log.
        yield return Pattern;
        yield return "";
        foreach (var row in trace)
        {
            if (Words(row) is { } words)
            {
                yield return $"{row.At} | {OneLine(words)}";
                yield return HostAndClock(row);
            }
            else if (row.Kind == TraceKind.Duplicate && LatestLike(row) is { } clock)
                _sent[row.Message] = clock;
        }
    }

    private string HostAndClock(in TraceRow row)
    {
        var node = row.Node.Index;
        if (!_clocks.TryGetValue(node, out var clock))
            _clocks[node] = clock = [];
        if (row.Kind == TraceKind.Receive && _sent.TryGetValue(row.Message, out var sent))
        {
            foreach (var (other, count) in sent)
                clock[other] = Math.Max(clock.GetValueOrDefault(other), count);
        }
        clock[node] = clock.GetValueOrDefault(node) + 1;
        if (row.Kind == TraceKind.Send)
            _sent[row.Message] = new(clock);
        var places = string.Join(',', clock.Select(entry => $"{Quoted(Host(entry.Key))}:{entry.Value}"));
        return $"{Host(node)} {{{places}}}";
    }

    /// <summary>A copy was sent when its original was, which is the last message of its sender.</summary>
    private SortedDictionary<int, int>? LatestLike(in TraceRow copy) => _clocks.GetValueOrDefault(copy.Node.Index) is { } clock ? new(clock) : null;

    /// <summary>What a node does or meets, or <c>null</c> for what is not its event.</summary>
    private string? Words(in TraceRow row) => row.Kind switch
    {
        _ when row.Node.Index < 0 => null,
        TraceKind.Start => "starts",
        TraceKind.Send => $"sends {row.Content} to {name(row.Peer)}",
        TraceKind.Receive => $"receives {row.Content} from {(row.Peer.Index < 0 ? "outside" : name(row.Peer))}",
        TraceKind.Timer => $"timer {row.Content}",
        TraceKind.Output => $"outputs {row.Content}",
        TraceKind.ReadClock => $"reads clock {row.Content}",
        TraceKind.SetClock => $"sets clock {row.Content}",
        TraceKind.Crash => "crashes",
        TraceKind.Restart => "restarts",
        TraceKind.Pause => "is paused",
        TraceKind.Resume => "goes on",
        TraceKind.Slow or TraceKind.ClockFault or TraceKind.Byzantine => $"fault: {row.Content}",
        _ => null,
    };

    // A host's name is what the pattern takes for it: no blanks, quotes or braces.
    private string Host(int node)
    {
        var host = new StringBuilder();
        foreach (var c in name(node))
            host.Append(char.IsLetterOrDigit(c) || c is '.' or ':' or '-' or '_' ? c : '_');
        return host.Length == 0 ? $"P{node}" : host.ToString();
    }

    private static string Quoted(string text) => $"\"{text}\"";

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
