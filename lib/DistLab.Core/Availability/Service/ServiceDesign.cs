using DistLab.Protocols;

namespace DistLab.Availability;

/// <summary>How a service is built: device, hub, servers, and what befalls them. All times are distributions.</summary>
/// <example><code>
/// var design = new ServiceDesign
/// {
///     Servers = 3,
///     Load = RequestLoad.Poisson(20),
///     TimeToFailure = Delay.Exponential(60.Seconds()),
///     Hub = new() { Policy = BalancingPolicy.LeastConnections, Check = new HealthCheck(1.Seconds()) },
/// };
/// design.Run(200.Seconds(), seed: 1).Report.Figures
/// </code></example>
public sealed record ServiceDesign
{
    /// <summary>How many servers there are, 1 … 10,000.</summary>
    public int Servers { get; init; } = 1;

    /// <summary>How long a server works on a request; it does one after the other.</summary>
    public Delay Service { get; init; } = Delay.Exponential(100.Milliseconds());

    /// <summary>How many requests a server holds at most; it refuses more.</summary>
    public int Room { get; init; } = 10_000;

    /// <summary>How long a server runs until it fails; by default it never does.</summary>
    public Delay? TimeToFailure { get; init; }

    /// <summary>How long its repair takes.</summary>
    public Delay TimeToRepair { get; init; } = Delay.Exponential(6.Seconds());

    /// <summary>
    /// Whether a server that fails just says nothing more, as when its machine dies. By default its machine lives on: connections break off, and new
    /// ones are refused.
    /// </summary>
    public bool FailsSilently { get; init; }

    /// <summary>How long the switch runs that all servers hang on until it fails; by default there is none.</summary>
    public Delay? SwitchFailure { get; init; }

    /// <summary>How long its repair takes.</summary>
    public Delay SwitchRepair { get; init; } = Delay.Exponential(6.Seconds());

    /// <summary>When requests come.</summary>
    public RequestLoad Load { get; init; } = RequestLoad.Poisson(8);

    /// <summary>The hub; without one, the device sends everything to the first server.</summary>
    public HubDesign? Hub { get; init; } = new();

    /// <summary>The device.</summary>
    public DeviceDesign Device { get; init; } = new();

    /// <summary>How many servers must be up for the service to be counted as up.</summary>
    public int Needed { get; init; } = 1;

    /// <summary>How long a message takes; by default no time, as the formulas have it.</summary>
    public Delay Network { get; init; } = Delay.None;

    /// <summary>Whether servers tell which request they begin, for a search to see.</summary>
    internal bool TellsBegun { get; init; }

    /// <summary>How many nodes there are: device, hub, servers, switch, with or without use.</summary>
    internal int Nodes => ServiceSystem.FirstServer + Servers + 1;

    internal int SwitchNode => Nodes - 1;

    internal NodeId NodeOf(int server) => ServiceSystem.FirstServer + server;

    /// <summary>Whether requests come at all to a sensible service.</summary>
    /// <exception cref="ArgumentException">Parts of the design do not go together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    internal void Require()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Servers, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Servers, 10_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(Room, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Needed, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Needed, Servers);
        ArgumentOutOfRangeException.ThrowIfLessThan(Device.Attempts, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Device.Attempts, 60);
        ArgumentOutOfRangeException.ThrowIfNegative(Device.Keys);
        ArgumentOutOfRangeException.ThrowIfLessThan(Hub?.Tries ?? 1, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Hub?.AtOnce ?? 1, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Hub?.EjectAfter ?? 1, 1);
        if (FailsSilently && Hub is { TryTimeout: null })
            throw new ArgumentException("Servers that fail silently leave the hub waiting for ever: give it a TryTimeout.");
        if ((FailsSilently || Hub?.Failure is not null) && Device.Timeout is null && (Hub is null || Hub.Failure is not null))
            throw new ArgumentException("What fails silently leaves the device waiting for ever: give it a Timeout.");
    }
}
