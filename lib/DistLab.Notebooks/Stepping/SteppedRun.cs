namespace DistLab.Notebooks.Stepping;

/// <summary>A run as a stepper shows it: what happened one step after another, states, and messages in flight.</summary>
internal sealed class SteppedRun
{
    /// <summary>The names of nodes, which are numbered from 0.</summary>
    public required IReadOnlyList<string> Nodes { get; init; }

    public List<RunStep> Steps { get; } = [];

    public List<RunMessage> Messages { get; } = [];

    /// <summary>Kinds of messages, those with colours of their own first.</summary>
    public required IReadOnlyList<string> Kinds { get; init; }

    /// <summary>Every state that a node was in, once.</summary>
    public StateTable States { get; } = new();

    /// <summary>What is not shown, and why; empty when everything is.</summary>
    public List<string> Notes { get; } = [];
}
