using DistLab.Consensus;
using DistLab.Protocols;

namespace DistLab.Systems;

/// <summary>
/// A client, in this process, of a service that Raft replicates on a cluster. It has a session: what it asks is done once, however often
/// it has to ask; it finds the leader by itself. One request at a time.
/// </summary>
/// <typeparam name="TMachine">The state machine's state.</typeparam>
/// <typeparam name="TCommand">What it asks.</typeparam>
/// <typeparam name="TResult">What it is answered.</typeparam>
public sealed class RaftClient<TMachine, TCommand, TResult>
    where TMachine : class
    where TCommand : class
    where TResult : class
{
    private static readonly TimeSpan BeforeAskingAgain = TimeSpan.FromMilliseconds(50);

    private readonly Cluster<Raft<TMachine, TCommand, TResult>.State, Raft<TMachine, TCommand, TResult>.Message> _cluster;
    private readonly long _number;
    private long _serial;

    internal RaftClient(Cluster<Raft<TMachine, TCommand, TResult>.State, Raft<TMachine, TCommand, TResult>.Message> cluster, long number) =>
        (_cluster, _number) = (cluster, number);

    /// <summary>Whom it takes for the leader: who answered last.</summary>
    public NodeId Leader { get; private set; }

    /// <summary>How long it waits for an answer before it asks another server: default 500 ms.</summary>
    public Duration Patience { get; init; } = 500.Milliseconds();

    /// <summary>How long it goes on asking before it gives up: default 30 s.</summary>
    public Duration Limit { get; init; } = 30.Seconds();

    /// <summary>Asks, and asks again elsewhere as long as nobody answers.</summary>
    /// <exception cref="TimeoutException">Nobody has answered for too long. It may have been done all the same.</exception>
    /// <exception cref="ObjectDisposedException">The cluster has been stopped.</exception>
    public async Task<TResult> AskAsync(TCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var request = new Raft<TMachine, TCommand, TResult>.ClientRequest(_number, ++_serial, command);
        var start = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromTicks(Limit.Nanoseconds / 100))
        {
            switch (_cluster.IsUp(Leader) ? await AskLeaderAsync(request) : null)
            {
                case Raft<TMachine, TCommand, TResult>.ClientReply reply:
                    return reply.Result;
                case Raft<TMachine, TCommand, TResult>.NotLeader { Leader: { } other } when other != Leader:
                    Leader = other;
                    break;
                default:
                    Leader = (Leader.Index + 1) % _cluster.Nodes;
                    break;
            }
            await Task.Delay(BeforeAskingAgain);
        }
        throw new TimeoutException($"For {Limit} nobody has answered {command}. Is a majority of the servers up?");
    }

    private async Task<object?> AskLeaderAsync(Raft<TMachine, TCommand, TResult>.ClientRequest request)
    {
        var heard = _cluster.Outputs.Count;
        _cluster.Inject(Leader, request);
        object? Answer() => _cluster.Outputs.Skip(heard).Select(output => output.Value).FirstOrDefault(value => value switch
        {
            Raft<TMachine, TCommand, TResult>.ClientReply reply => reply.Client == request.Client && reply.Serial == request.Serial,
            Raft<TMachine, TCommand, TResult>.NotLeader turnedAway => turnedAway.Client == request.Client && turnedAway.Serial == request.Serial,
            _ => false,
        });
        try
        {
            await _cluster.WaitUntilAsync(() => Answer() is not null, Patience);
        }
        catch (TimeoutException)
        {
            return null;
        }
        return Answer();
    }
}
