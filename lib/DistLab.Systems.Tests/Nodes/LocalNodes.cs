using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Systems.Tests.Nodes;

/// <summary>Nodes of a protocol in this process, connected over the loopback interface, with their traces.</summary>
internal sealed class LocalNodes<TState, TMessage> : IAsyncDisposable
    where TState : class
    where TMessage : class
{
    private readonly ClusterCertificates _certificates = new();
    private readonly Collector[] _collectors;

    public LocalNodes(Protocol<TState, TMessage> protocol, int nodes, bool secure = true, string? folder = null)
    {
        var time = RunClock.Start();
        var universe = TypeUniverse.Of(protocol.GetType(), typeof(TState), typeof(TMessage));
        _collectors = [.. Enumerable.Range(0, nodes).Select(_ => new Collector())];
        Hosts = [.. Enumerable.Range(0, nodes).Select(i => new NodeHost<TState, TMessage>(
            protocol,
            i,
            new() { Nodes = nodes, Time = time, Credentials = secure ? _certificates.Issue(i) : null, TrustAnybody = !secure, Folder = folder, Log = Log },
            universe,
            _collectors[i]))];
    }

    public NodeHost<TState, TMessage>[] Hosts { get; }

    public List<string> Lines { get; } = [];

    public IReadOnlyList<object> Outputs(NodeId node) => [.. _collectors[node.Index].Published.Where(row => row.Kind == TraceKind.Output).Select(row => row.Content!)];

    public IReadOnlyList<TraceRow> Trace => [.. new TraceMerger([.. _collectors.Select(collector => collector.Published)], Hosts.Length, _ => true).Merge()
        .Select(row => new TraceRow(row.At, row.Kind, row.Node, row.Peer, row.Number, row.Content))];

    public async Task StartAsync()
    {
        foreach (var host in Hosts)
            host.Connect([.. Hosts.Select(other => other.Address)]);
        await Eventually.HoldsAsync(() => Hosts.All(host => host.Connected.IsCompleted), () => $"all links stand; {string.Join("; ", Lines)}");
        foreach (var host in Hosts)
            host.Start();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in Hosts)
            await host.DisposeAsync();
        _certificates.Dispose();
    }

    private void Log(string line)
    {
        lock (Lines)
            Lines.Add(line);
    }

    private sealed class Collector : INodeObserver
    {
        private readonly List<NodeRow> _rows = [];
        private NodeRow[] _published = [];

        public NodeRow[] Published => Volatile.Read(ref _published);

        public void Record(in NodeRow row) => _rows.Add(row);

        public void Publish() => Volatile.Write(ref _published, [.. _rows]);
    }
}
