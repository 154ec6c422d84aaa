namespace DistLab.Consensus;

/// <summary>Output by a proposer: a majority has accepted its proposal, so this value is chosen, for ever.</summary>
/// <param name="Value">The value.</param>
public sealed record ChosenValue(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => $"chosen: {Value}";
}
