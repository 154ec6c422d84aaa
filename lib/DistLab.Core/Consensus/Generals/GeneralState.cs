using DistLab.Protocols;

namespace DistLab.Consensus;

/// <summary>What a general of <see cref="OralMessages"/> remembers.</summary>
public sealed record GeneralState
{
    /// <summary>What was heard, by path.</summary>
    public ValueList<OralMessage> Heard { get; init; } = [];

    /// <summary>What the general will do; <c>null</c> until all was heard.</summary>
    public Order? Decision { get; init; }
}
