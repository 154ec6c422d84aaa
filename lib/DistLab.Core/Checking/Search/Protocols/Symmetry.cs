using DistLab.Protocols;

namespace DistLab.Checking.Search;

/// <summary>Which nodes are alike, and how a state and a message change when these exchange their names.</summary>
internal sealed record Symmetry<TState, TMessage>(
    IReadOnlyList<NodeId> Alike, Func<TState, NodePermutation, TState> State, Func<TMessage, NodePermutation, TMessage> Message)
    where TState : class
    where TMessage : class;
