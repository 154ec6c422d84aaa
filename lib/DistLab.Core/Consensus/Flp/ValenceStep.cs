using DistLab.Checking;

namespace DistLab.Consensus;

/// <summary>A step between two states of a <see cref="ValenceGraph{TState, TMessage}"/>: a message arrives.</summary>
/// <param name="From">The number of the state before.</param>
/// <param name="To">The number of the state afterwards.</param>
/// <param name="Arrival">The message.</param>
public sealed record ValenceStep<TMessage>(int From, int To, Envelope<TMessage> Arrival);
