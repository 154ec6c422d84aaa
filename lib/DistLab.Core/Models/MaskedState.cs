using DistLab.Protocols;

namespace DistLab.Models;

/// <summary>What the client of a <see cref="MaskedRequest"/> remembers; a server remembers nothing.</summary>
/// <param name="Asked">How many times it has asked.</param>
/// <param name="Answers">The last answer of each server.</param>
/// <param name="Believed">What it believes the answer to be; null as long as it believes none.</param>
/// <param name="HasGivenUp">Whether it asks no more.</param>
public sealed record MaskedState(int Asked, ValueMap<NodeId, int> Answers, int? Believed, bool HasGivenUp);
