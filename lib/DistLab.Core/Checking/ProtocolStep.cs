using DistLab.Checking.Search;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Checking;

/// <summary>A step of a run that a search has found.</summary>
/// <param name="At">When it happens in the run's trace.</param>
/// <param name="Kind">What happens: an arrival, a loss, a timer, a crash or a restart.</param>
/// <param name="Node">To which node.</param>
/// <param name="From">For a message, its sender; otherwise <see cref="NodeId.Outside"/>.</param>
/// <param name="Content">The message or the timer; <c>null</c> for a crash or a restart.</param>
/// <param name="Before">The node's state before; <c>null</c> when it was down.</param>
/// <param name="After">The node's state afterwards; <c>null</c> when it is down.</param>
public sealed record ProtocolStep<TState, TMessage>(Instant At, TraceKind Kind, NodeId Node, NodeId From, TMessage? Content, TState? Before, TState? After)
    where TState : class
    where TMessage : class
{
    /// <summary>What happens, in words.</summary>
    public string Text => Kind switch
    {
        TraceKind.Receive => $"{Node} receives {Content} from {From}",
        TraceKind.Lost => $"{Content} from {From} to {Node} is lost",
        TraceKind.Timer => $"{Node}'s timer {Content} runs out",
        TraceKind.Crash => $"{Node} crashes",
        TraceKind.Restart => $"{Node} restarts",
        _ => $"{Node}: {Kind} {Content}",
    };

    /// <summary>What happens, and what of the node's state is another afterwards.</summary>
    public override string ToString() => Kind is TraceKind.Lost or TraceKind.Crash ? Text : $"{Text} → {StateText.Change(Before, After)}";
}
