using DistLab.Protocols;

namespace DistLab.Models;

/// <summary>A request that waits at a node to be served.</summary>
/// <param name="Asker">Who asked.</param>
/// <param name="Number">The asker's number of it.</param>
/// <param name="Item">What was asked for.</param>
public sealed record ContentJob(NodeId Asker, int Number, int Item);
