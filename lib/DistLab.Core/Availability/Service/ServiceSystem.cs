using DistLab.Protocols;
using static DistLab.Availability.ServiceMessage;

namespace DistLab.Availability;

/// <summary>
/// The prototype as a protocol: P0 is the device, P1 the hub, P2 and on the servers, and the last node the switch that the servers hang on. Each
/// role has its own rules; what befalls them comes from the design.
/// </summary>
/// <example><code>
/// var system = new ServiceSystem(design);
/// system.Simulate(system.Nodes, seed: 1)      // design.Run(…) does this and reads the result
/// </code></example>
public sealed class ServiceSystem : Protocol<ServiceState, ServiceMessage>
{
    internal const int FirstServer = 2;

    private readonly ServiceDesign _design;
    private readonly DeviceRules _device;
    private readonly HubRules _hub;
    private readonly ServerRules _server;

    /// <summary>The protocol of a design.</summary>
    /// <exception cref="ArgumentException">Parts of the design do not go together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public ServiceSystem(ServiceDesign design)
    {
        ArgumentNullException.ThrowIfNull(design);
        design.Require();
        _design = design;
        _device = new(design);
        _hub = new(design);
        _server = new(design);
    }

    /// <summary>The node that is the device.</summary>
    public static NodeId Device => 0;

    /// <summary>The node that is the hub.</summary>
    public static NodeId Hub => 1;

    /// <summary>How many nodes there are.</summary>
    public int Nodes => _design.Nodes;

    /// <summary>The node that is a server.</summary>
    public NodeId NodeOf(int server) => _design.NodeOf(server);

    /// <inheritdoc/>
    public override ServiceState Start(NodeId self, Effects<ServiceMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        if (self == Device)
            return _device.Start(effects);
        if (self == Hub)
            return _hub.Start(effects);
        if (self.Index < _design.SwitchNode)
            return _server.Start(effects);
        if (_design.SwitchFailure is { } failure)
            effects.SetTimer(Alarm.Failure, failure);
        return new ServiceState.Switch(IsDown: false);
    }

    /// <inheritdoc/>
    public override ServiceState OnMessage(ServiceState state, NodeId self, NodeId from, ServiceMessage message, Effects<ServiceMessage> effects) => state switch
    {
        ServiceState.Device device when message is Reply reply => _device.OnReply(device, reply, effects),
        ServiceState.Hub hub => _hub.OnMessage(hub, from, message, effects),
        ServiceState.Server server => _server.OnMessage(server, self, from, message, effects),
        _ => state,
    };

    /// <inheritdoc/>
    public override ServiceState OnTimer(ServiceState state, NodeId self, ServiceMessage timer, Effects<ServiceMessage> effects) => state switch
    {
        ServiceState.Device device => _device.OnTimer(device, timer, effects),
        ServiceState.Hub hub => _hub.OnTimer(hub, timer, effects),
        ServiceState.Server server => _server.OnTimer(server, self, timer, effects),
        _ => OnSwitch((ServiceState.Switch)state, effects),
    };

    private ServiceState.Switch OnSwitch(ServiceState.Switch state, Effects<ServiceMessage> effects)
    {
        effects.SetTimer(state.IsDown ? Alarm.Failure : Alarm.Repair, state.IsDown ? _design.SwitchFailure! : _design.SwitchRepair);
        effects.Output(state.IsDown ? ServiceEvent.Up.It : ServiceEvent.Down.It);
        var connection = new Connection(IsOn: state.IsDown);
        for (var server = 0; server < _design.Servers; server++)
            effects.Send(_design.NodeOf(server), connection);
        return new(!state.IsDown);
    }
}
