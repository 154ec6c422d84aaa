using System.Globalization;
using DistLab.Protocols;

namespace DistLab.Models;

/// <summary>Peer to peer: every client also holds a part of the items and serves it to the others; there is no server.</summary>
/// <remarks>
/// Item i is with peer i mod n, and its further copies with the peers after it. That every peer knows them all is the simplest case; how
/// to find an item when nobody does is what distributed hash tables are for.
/// </remarks>
public sealed class PeerToPeer : ContentService
{
    private readonly int _copies;

    /// <summary>Peers P0 … P(n − 1).</summary>
    /// <param name="peers">How many there are: n.</param>
    /// <param name="copies">How many peers hold each item, 1 … n.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no peer, or the number of copies is out of range.</exception>
    public PeerToPeer(int peers, int copies = 1)
        : base(copies == 1 ? "peer to peer" : string.Create(CultureInfo.InvariantCulture, $"peer to peer, {copies} copies"), peers, 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(copies, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(copies, peers);
        _copies = copies;
    }

    /// <summary>The peers that hold the item: itself first if it is one, otherwise any first and the others in turn.</summary>
    protected override ValueList<NodeId> PlacesOf(NodeId client, int number, int item)
    {
        NodeId Holder(int copy) => (item + (copy % _copies)) % Clients;
        var own = Enumerable.Range(0, _copies).Any(copy => Holder(copy) == client);
        return own ? [client] : [.. Enumerable.Range(number % _copies, _copies).Select(Holder)];
    }
}
