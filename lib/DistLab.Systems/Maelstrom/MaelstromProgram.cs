using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DistLab.Protocols;

namespace DistLab.Systems.Maelstrom;

/// <summary>
/// A node as Maelstrom, Jepsen's workbench for distributed systems (https://github.com/jepsen-io/maelstrom), starts it:
/// messages are lines of JSON on standard input and output.
/// </summary>
public static class MaelstromProgram
{
    private static readonly Delay Soon = Delay.Uniform(100.Milliseconds(), 300.Milliseconds());

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<string, Func<NodeNames, string?, TextWriter, IMaelstromNode>> Known = new()
    {
        ["echo"] = (names, folder, output) => Make(new EchoWorkload(), names, folder, output),
        ["unique-ids"] = (names, folder, output) => Make(new UniqueIdsWorkload(), names, folder, output),
        // Maelstrom's default latency is none; a retry after half a second suits links of up to 100 ms and more.
        ["broadcast"] = (names, folder, output) => Make(new BroadcastWorkload(Delay.Uniform(400.Milliseconds(), 600.Milliseconds())), names, folder, output),
        ["g-set"] = (names, folder, output) => Make(new SetWorkload(Soon), names, folder, output),
        ["g-counter"] = (names, folder, output) => Make(new CounterWorkload(Soon), names, folder, output),
        ["pn-counter"] = (names, folder, output) => Make(new CounterWorkload(Soon), names, folder, output),
        ["lin-kv"] = (names, folder, output) => Make(new RegistersWorkload(), names, folder, output),
        ["lin-kv-raft"] = (names, folder, output) => Make(new RaftWorkload(), names, folder, output),
        ["txn-list-append"] = (names, folder, output) => Make(new ListsWorkload(), names, folder, output),
    };

    /// <summary>The workloads for which there is a protocol.</summary>
    public static IReadOnlyCollection<string> Workloads => Known.Keys;

    /// <summary>Is a node until the input ends.</summary>
    /// <param name="workload">One of <see cref="Workloads"/>.</param>
    /// <param name="folder">The folder for what the protocol calls durable, kept for the node's next life; null for nowhere.</param>
    /// <param name="input">Where messages come from.</param>
    /// <param name="output">Where messages go; nothing else is written to it.</param>
    /// <param name="log">Where trouble is told.</param>
    /// <exception cref="ArgumentException">There is no such workload.</exception>
    /// <exception cref="Simulation.ProtocolException">The protocol's code failed.</exception>
    /// <exception cref="IOException">The durable state cannot be read or written.</exception>
    public static async Task RunAsync(string workload, string? folder, TextReader input, TextWriter output, TextWriter log)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(log);
        if (!Known.TryGetValue(workload, out var make))
            throw new ArgumentException($"There is no workload '{workload}'. There are: {string.Join(", ", Known.Keys)}.", nameof(workload));
        await RunAsync(make, folder, input, output, log);
    }

    /// <summary>Is a node of any workload until the input ends.</summary>
    internal static async Task RunAsync(Func<NodeNames, string?, TextWriter, IMaelstromNode> make, string? folder, TextReader input, TextWriter output, TextWriter log)
    {
        var safe = TextWriter.Synchronized(output);
        using var session = new MaelstromSession(names => make(names, folder, safe), safe, log);
        // Reading a console cannot be ended: a node that fails ends the program all the same.
        var reading = Task.Run(() => session.ReadAsync(input));
        await await Task.WhenAny(reading, session.Failed);
    }

    /// <summary>A message as a line.</summary>
    internal static string Line(string from, string to, JsonObject body) =>
        new JsonObject { ["src"] = from, ["dest"] = to, ["body"] = body }.ToJsonString(Plain) + "\n";

    /// <summary>An answer as a line; one that turns out to be an error as such.</summary>
    internal static string Reply(string from, string to, long? request, Func<JsonObject> answer)
    {
        JsonObject body;
        try
        {
            body = answer();
        }
        catch (MaelstromError e)
        {
            body = new() { ["type"] = "error", ["code"] = e.Code, ["text"] = e.Message };
        }
        if (request is { } number)
            body["in_reply_to"] = number;
        return Line(from, to, body);
    }

    /// <summary>A node of a workload.</summary>
    internal static IMaelstromNode Make<TState, TMessage>(IWorkload<TState, TMessage> workload, NodeNames names, string? folder, TextWriter output)
        where TState : class
        where TMessage : class => new MaelstromNode<TState, TMessage>(workload, names, folder, output);
}
