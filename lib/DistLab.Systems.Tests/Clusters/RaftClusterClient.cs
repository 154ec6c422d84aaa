using DistLab.Consensus;
using DistLab.Protocols;

namespace DistLab.Systems.Tests.Clusters;

/// <summary>A client of a service that Raft replicates, with a session: asks the leader, and another server when it is turned away or hears nothing.</summary>
internal sealed class RaftClusterClient<TMachine, TCommand, TResult>(Cluster<Raft<TMachine, TCommand, TResult>.State, Raft<TMachine, TCommand, TResult>.Message> cluster)
    where TMachine : class
    where TCommand : class
    where TResult : class
{
    private long _serial;

    /// <summary>Who answered last.</summary>
    public NodeId Leader { get; private set; }

    public async Task<TResult> AskAsync(TCommand command)
    {
        var serial = ++_serial;
        var request = new Raft<TMachine, TCommand, TResult>.ClientRequest(1, serial, command);
        for (var i = 0; i < 100; i++)
        {
            var heard = cluster.Outputs.Count;
            cluster.Inject(Leader, request);
            try
            {
                await cluster.WaitUntilAsync(() => cluster.Outputs.Skip(heard).Any(IsAnswer), 500.Milliseconds());
            }
            catch (TimeoutException)
            {
                Leader = (Leader.Index + 1) % cluster.Nodes;
                continue;
            }
            var answer = cluster.Outputs.Skip(heard).First(IsAnswer).Value;
            if (answer is Raft<TMachine, TCommand, TResult>.ClientReply reply)
                return reply.Result;
            Leader = ((Raft<TMachine, TCommand, TResult>.NotLeader)answer).Leader ?? (Leader.Index + 1) % cluster.Nodes;
            await Task.Delay(50);
        }
        throw new TimeoutException($"nobody answers {command}");

        bool IsAnswer(NodeOutput output) => output.Value is Raft<TMachine, TCommand, TResult>.ClientReply { Serial: var answered } && answered == serial || output.Value is Raft<TMachine, TCommand, TResult>.NotLeader { Serial: var refused } && refused == serial;
    }
}
