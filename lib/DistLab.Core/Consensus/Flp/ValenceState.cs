using DistLab.Checking;
using DistLab.Protocols;

namespace DistLab.Consensus;

/// <summary>A state of the whole system in a <see cref="ValenceGraph{TState, TMessage}"/>.</summary>
/// <param name="Number">Its number: its place in the graph.</param>
/// <param name="Depth">After how many arrivals it can be reached first.</param>
/// <param name="Valence">Which decisions can come of it.</param>
/// <param name="States">The nodes' states.</param>
/// <param name="UnderWay">The messages under way.</param>
public sealed record ValenceState<TState, TMessage>(int Number, int Depth, Valence Valence, ValueList<TState> States, ValueList<Envelope<TMessage>> UnderWay);
