using DistLab.Protocols;

namespace DistLab.Models;

/// <summary>A service provided by several servers: each holds all items (copies), or each its own part of them (partitions).</summary>
/// <remarks>
/// Copies: a client asks the servers in turn, and another one when it gets no answer. Partitions: item i is with server i mod n, and
/// nowhere else.
/// </remarks>
public sealed class SeveralServers : ContentService
{
    private readonly bool _arePartitions;

    private SeveralServers(int clients, int servers, bool arePartitions)
        : base(arePartitions ? $"{servers} servers, partitions" : $"{servers} servers, copies", clients, servers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(servers, 1);
        _arePartitions = arePartitions;
    }

    /// <summary>Every server holds everything.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no client or no server.</exception>
    public static SeveralServers Copies(int clients, int servers) => new(clients, servers, false);

    /// <summary>Every server holds a part of its own.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no client or no server.</exception>
    public static SeveralServers Partitions(int clients, int servers) => new(clients, servers, true);

    /// <inheritdoc/>
    protected override ValueList<NodeId> PlacesOf(NodeId client, int number, int item) => _arePartitions
        ? [item % Servers]
        : [.. Enumerable.Range(client.Index + number, Servers).Select(place => (NodeId)(place % Servers))];
}
