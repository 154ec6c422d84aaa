using System.Globalization;
using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>What the elections on a ring share: identifiers, all different, one for each place on the ring, and the announcement that goes round.</summary>
/// <typeparam name="TState">What one process remembers.</typeparam>
public abstract class RingElection<TState> : Election<TState>
    where TState : ElectionState
{
    /// <summary>A ring of processes 0, 1, … back to 0.</summary>
    /// <param name="identifiers">The identifier of each process, in the order of the ring.</param>
    /// <exception cref="ArgumentException">There are fewer than two, or two are equal.</exception>
    protected RingElection(ValueList<int> identifiers)
    {
        ArgumentNullException.ThrowIfNull(identifiers);
        if (identifiers.Count < 2 || identifiers.Distinct().Count() < identifiers.Count)
            throw new ArgumentException("A ring has at least two processes, each with an identifier of its own.", nameof(identifiers));
        Identifiers = identifiers;
    }

    /// <summary>The identifier of each process, in the order of the ring.</summary>
    public ValueList<int> Identifiers { get; }

    /// <summary>To the next process: the election is over.</summary>
    /// <param name="Leader">The coordinator's identifier.</param>
    protected sealed record ElectedMessage(int Leader) : ElectionMessage
    {
        /// <inheritdoc/>
        public override bool IsAnnouncement => true;

        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"elected {Leader}");
    }

    /// <summary>The identifier of a process.</summary>
    protected int Own(NodeId self) => Identifiers[self.Index];

    /// <summary>The process so many places further on the ring; a negative number goes back.</summary>
    protected NodeId Neighbour(NodeId self, int places = 1) => (self.Index + places + Identifiers.Count) % Identifiers.Count;

    /// <summary>The process has won: it tells the next one.</summary>
    protected TState Announce(TState state, NodeId self, Effects<ElectionMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        effects.Send(Neighbour(self), new ElectedMessage(Own(self)));
        return Learn(Own(self), state, effects);
    }

    /// <summary>On receipt of the announcement: note the coordinator and send the message on, unless it is the process's own.</summary>
    protected TState OnElected(ElectedMessage message, TState state, NodeId self, Effects<ElectionMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(effects);
        if (message.Leader == Own(self))
            return state;
        effects.Send(Neighbour(self), message);
        return Learn(message.Leader, state, effects);
    }
}
