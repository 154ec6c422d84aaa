using System.Net;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Systems;

/// <summary>A node's process at work, whatever the types of its protocol.</summary>
internal interface INodeSession
{
    /// <summary>Does what the cluster says.</summary>
    void Do(HostCommand command);

    /// <summary>Clears away what a cluster that is dead cannot.</summary>
    void End();
}

/// <summary>A node's process at work.</summary>
internal sealed class NodeSession<TState, TMessage> : INodeSession, INodeObserver
    where TState : class
    where TMessage : class
{
    private readonly ControlPipe<HostCommand, HostReport> _pipe;
    private readonly NodeHost<TState, TMessage> _host;
    private readonly Lazy<MessageCodec<TState>?> _states;
    private readonly RowCodec<TMessage> _rows;
    private readonly CodecWriter _recorded = new(CodecLimits.MaxProtocol / 2);
    private readonly NodeOrders _orders;

    public NodeSession(Protocol<TState, TMessage> protocol, NodeOrders orders, TypeUniverse universe, ControlPipe<HostCommand, HostReport> pipe)
    {
        _pipe = pipe;
        _orders = orders;
        _states = new(() => StateCodec(universe));
        var options = new NodeOptions
        {
            Nodes = orders.Nodes,
            Credentials = orders.Credentials,
            TrustAnybody = orders.Credentials is null,
            Seed = orders.Seed,
            Folder = orders.Folder,
            Life = orders.Life,
            StepsBefore = orders.StepsBefore,
            ClockOffset = orders.ClockOffset,
            ClockDriftPartsPerBillion = orders.ClockDrift,
            Time = new RunClock(orders.Beginning),
            Log = line => pipe.Write(new HostReport.Line(line)),
        };
        _host = new(protocol, orders.Self, options, universe, this);
        _rows = new(_host.Messages, universe);
        pipe.Write(new HostReport.Ready(_host.Address.ToString()));
        _host.Connected.ContinueWith(_ => pipe.Write(new HostReport.Connected()), TaskContinuationOptions.OnlyOnRanToCompletion);
        _host.Completion.ContinueWith(Fail, TaskContinuationOptions.OnlyOnFaulted);
    }

    public void Do(HostCommand command)
    {
        switch (command)
        {
            case HostCommand.Connect connect:
                _host.Connect([.. connect.Addresses.Select(IPEndPoint.Parse)]);
                break;
            case HostCommand.Go:
                _host.Start();
                break;
            case HostCommand.Inject inject:
                _host.Inject(_host.Messages.Decode(inject.Message), inject.Number);
                break;
            case HostCommand.AskState ask:
                _ = AnswerAsync(ask.Question);
                break;
        }
    }

    public void End()
    {
        if (!_orders.FolderIsTemporary)
            return;
        try
        {
            Directory.Delete(_orders.Folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another node was faster, or still has its file open.
        }
    }

    public void Record(in NodeRow row)
    {
        if (!_orders.RecordsOutputsOnly || row.Kind is TraceKind.Output or TraceKind.Start or TraceKind.Restart)
            _rows.Write(_recorded, row);
    }

    public void Publish()
    {
        if (_recorded.Length > 0)
            _pipe.Write(new HostReport.Rows(_recorded.Written.ToArray()));
        _recorded.Clear();
    }

    private async Task AnswerAsync(int question)
    {
        TState state;
        try
        {
            state = await _host.StateAsync();
        }
        catch (InvalidOperationException)
        {
            // The failure itself is reported by the one who saw it.
            return;
        }
        byte[]? bytes = null;
        try
        {
            bytes = _states.Value?.Encode(state);
        }
        catch (CodecException)
        {
            // The text has to do.
        }
        _pipe.Write(new HostReport.State(question, bytes, state.ToString() ?? ""));
    }

    private void Fail(Task completion)
    {
        var cause = completion.Exception!.InnerException!;
        _pipe.Write(new HostReport.Failed(cause.Message));
        // The student's own stack trace says where; the cluster shows it on request.
        Console.Error.WriteLine((cause.InnerException ?? cause).ToString());
        Environment.Exit(NodeProgram.FailedCode);
    }

    private static MessageCodec<TState>? StateCodec(TypeUniverse universe)
    {
        try
        {
            return new(universe);
        }
        catch (CodecException)
        {
            return null;
        }
    }
}
