using DistLab.Protocols;

namespace DistLab.Models;

/// <summary>Client and server: P0 holds every item, and everybody asks it.</summary>
/// <param name="clients">How many clients there are.</param>
public sealed class OneServer(int clients) : ContentService("one server", clients, 1)
{
    /// <inheritdoc/>
    protected override ValueList<NodeId> PlacesOf(NodeId client, int number, int item) => [0];
}
