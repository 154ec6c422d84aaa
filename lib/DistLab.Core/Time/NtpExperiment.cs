using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Time;

/// <summary>NTP on a noisy path, and among servers of which some are wrong.</summary>
public static class NtpExperiment
{
    /// <summary>Clients with ordinary clocks follow one server for two hours; looked at every 10 s, once 20 minutes have passed.</summary>
    /// <param name="network">How messages travel; a delay will do.</param>
    /// <param name="filters">Whether a client believes the shortest delay of the last eight, and not simply the newest.</param>
    /// <param name="clients">How many clients there are: P1 and those that follow.</param>
    /// <param name="seed">What all chance follows from.</param>
    public static IReadOnlyList<ClockSample> Follow(Network network, bool filters, int clients = 3, ulong seed = 1)
    {
        var ordinary = ClockExperiment.Clocks(offset: 1.Seconds(), driftPpm: 50);
        var protocol = new NtpProtocol(node => node == 0 ? [] : [0]) { Filters = filters };
        var run = protocol.Simulate(clients + 1, seed, network, clocks: node => node == 0 ? new DriftingClock() : ordinary(node));
        return [.. ClockExperiment.Watch(run, 2.Hours(), 10.Seconds(), NtpProtocol.Read).Where(sample => sample.Node != 0 && sample.At > Instant.FromSeconds(1_200))];
    }

    /// <summary>One client of four servers, the third of which is an hour wrong: how far is it off after 20 minutes, and on which stratum?</summary>
    /// <param name="network">How messages travel; a delay will do.</param>
    /// <param name="seed">What all chance follows from.</param>
    public static (Duration OffBy, int Stratum) WithLiar(Network network, ulong seed = 1)
    {
        const int client = 4;
        var ordinary = ClockExperiment.Clocks(offset: 1.Seconds(), driftPpm: 50);
        var run = new NtpProtocol(node => node.Index < client ? [] : [0, 1, 2, 3])
            .Simulate(client + 1, seed, network, clocks: node => node == 2 ? new(1.Hours()) : node == client ? ordinary(node) : new());
        run.RunUntil(Instant.FromSeconds(1_200));
        return (NtpProtocol.Read(run, client) - run.Now, run.State(client).Stratum);
    }

    /// <summary>Whether a client is not misled when some of its servers are wrong by the same hour.</summary>
    /// <param name="servers">How many servers it has.</param>
    /// <param name="lying">How many of them are wrong.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many servers.</exception>
    public static bool IsSafe(int servers, int lying)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lying, servers);
        return NtpSelection.Truechimers([.. Enumerable.Range(0, servers).Select(Claim)]).All(peer => peer.Offset == Duration.Zero);

        NtpPeer Claim(int server) => new(server, 1, server < lying ? 1.Hours() : Duration.Zero, RootDistance: 10.Milliseconds(), Jitter: 1.Milliseconds());
    }
}
