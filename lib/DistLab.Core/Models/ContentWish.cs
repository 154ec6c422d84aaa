using DistLab.Protocols;

namespace DistLab.Models;

/// <summary>A user wants an item.</summary>
/// <param name="At">When.</param>
/// <param name="Client">At which client, from 0.</param>
/// <param name="Item">Which item, from 0.</param>
public readonly record struct ContentWish(Instant At, int Client, int Item);
