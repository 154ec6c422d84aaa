using DistLab.Checking.Search;
using DistLab.Protocols;

namespace DistLab.Checking;

/// <summary>
/// What is to be checked of a protocol. Every order is tried in which messages can arrive and timers run out, every outcome of
/// every choice, and every place for as many losses, duplications and crashes as allowed. How long things take plays no part:
/// a timer that runs may run out at any time.
/// </summary>
/// <remarks>
/// A message arrives at a node that is down in vain. What a node sends to itself, and what comes from outside, is neither lost
/// nor doubled.
/// </remarks>
/// <typeparam name="TState">What one node remembers.</typeparam>
/// <typeparam name="TMessage">What nodes send to each other.</typeparam>
/// <typeparam name="THistory">What an observer remembers; <see cref="Nothing"/> without one.</typeparam>
public sealed class ProtocolCheck<TState, TMessage, THistory> : Check<GlobalState<TState, TMessage, THistory>, ProtocolCheck<TState, TMessage, THistory>>
    where TState : class
    where TMessage : class
{
    private const int MostAlike = 6;

    private readonly Protocol<TState, TMessage> _protocol;
    private readonly ProtocolOptions<TMessage> _bounds;
    private readonly Symmetry<TState, TMessage>? _symmetry;
    private readonly THistory _initial;
    private readonly Func<THistory, NodeId, object, THistory>? _observe;

    internal ProtocolCheck(
        Protocol<TState, TMessage> protocol,
        ProtocolOptions<TMessage> bounds,
        Symmetry<TState, TMessage>? symmetry,
        SearchOptions<GlobalState<TState, TMessage, THistory>> options,
        THistory initial,
        Func<THistory, NodeId, object, THistory>? observe)
        : base(options)
    {
        _protocol = protocol;
        _bounds = bounds;
        _symmetry = symmetry;
        _initial = initial;
        _observe = observe;
    }

    /// <summary>Messages from one node to another arrive in the order in which they were sent, as over TCP. A duplicate comes right behind its message.</summary>
    public ProtocolCheck<TState, TMessage, THistory> InOrder() => With(_bounds with { IsOrdered = true });

    /// <summary>
    /// Messages stay under way when they arrive, and may arrive again any number of times: a network whose state is the set of
    /// all that was ever sent, as specifications often have it. It suits protocols to which a duplicate means nothing.
    /// </summary>
    public ProtocolCheck<TState, TMessage, THistory> MessagesStay() => With(_bounds with { MessagesStay = true });

    /// <summary>
    /// Leaves a message under way for as long as its receiver would ignore it: would keep its state, and do nothing. That makes
    /// fewer states; a condition must not depend on such messages being gone.
    /// </summary>
    public ProtocolCheck<TState, TMessage, THistory> LeavingIgnored() => With(_bounds with { LeavesIgnored = true });

    /// <summary>Says what becomes of a node that has crashed; without it, it may restart or not.</summary>
    public ProtocolCheck<TState, TMessage, THistory> AfterCrash(AfterCrash outcome) => With(_bounds with { AfterCrash = outcome });

    /// <summary>Has a message come from outside the system at any time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such node.</exception>
    public ProtocolCheck<TState, TMessage, THistory> Inject(NodeId node, TMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if ((uint)node.Index >= (uint)_bounds.Nodes)
            throw new ArgumentOutOfRangeException(nameof(node), node, $"The nodes are P0 … P{_bounds.Nodes - 1}.");
        return With(_bounds with { Injected = [.. _bounds.Injected, (node, message)] });
    }

    /// <summary>Says what a node's clock may show whenever it is read; each is tried, in any order. Setting a clock has no effect.</summary>
    public ProtocolCheck<TState, TMessage, THistory> ClockReadings(params IEnumerable<Instant> readings)
    {
        ArgumentNullException.ThrowIfNull(readings);
        return With(_bounds with { Readings = [.. readings.Distinct()] });
    }

    /// <summary>Searches only states with at most so many messages under way.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public ProtocolCheck<TState, TMessage, THistory> UpToInFlight(int messages)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(messages);
        return Within(state => state.InFlight.Count <= messages);
    }

    /// <summary>
    /// Searches only one of all states that become each other when nodes that are alike exchange their names; with n such nodes
    /// there are up to n! times fewer. The protocol must treat them alike, and so must every condition.
    /// </summary>
    /// <param name="nodes">The nodes that are alike, at most 6: the work grows with n!.</param>
    /// <param name="state">A node's state after an exchange, every name in it replaced; a pure function.</param>
    /// <param name="message">A message, or timer, after an exchange.</param>
    /// <exception cref="ArgumentException">A node does not exist, is named twice, or there are too many.</exception>
    public ProtocolCheck<TState, TMessage, THistory> Symmetric(
        IEnumerable<NodeId> nodes, Func<TState, NodePermutation, TState> state, Func<TMessage, NodePermutation, TMessage> message)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(message);
        NodeId[] alike = [.. nodes];
        if (alike.Length > MostAlike || alike.Distinct().Count() < alike.Length || alike.Any(node => (uint)node.Index >= (uint)_bounds.Nodes))
            throw new ArgumentException($"Nodes that are alike are at most {MostAlike} different ones of P0 … P{_bounds.Nodes - 1}.", nameof(nodes));
        return new(_protocol, _bounds, new(alike, state, message), Options, _initial, _observe);
    }

    /// <summary>
    /// Has an observer remember something of what nodes output, for conditions that speak of more than the present: a history,
    /// a count, the last value. What it remembers is part of the state.
    /// </summary>
    /// <typeparam name="TObserved">What it remembers: an immutable value with value equality.</typeparam>
    /// <param name="initial">What it remembers at first.</param>
    /// <param name="observe">What it remembers after one more output of a node; a pure function.</param>
    /// <exception cref="InvalidOperationException">A property or a boundary was given before, which could not see what is observed.</exception>
    public ProtocolCheck<TState, TMessage, TObserved> Observe<TObserved>(TObserved initial, Func<TObserved, NodeId, object, TObserved> observe)
    {
        ArgumentNullException.ThrowIfNull(observe);
        if (Options.Properties.Count > 0 || Options.Boundary is not null)
            throw new InvalidOperationException("Say what is observed first, and then what is claimed.");
        var options = new SearchOptions<GlobalState<TState, TMessage, TObserved>>
        {
            MaxDepth = Options.MaxDepth,
            MaxStates = Options.MaxStates,
            MaxBytes = Options.MaxBytes,
            IsExact = Options.IsExact,
            FindsAll = Options.FindsAll,
        };
        return new(_protocol, _bounds, _symmetry, options, initial, observe);
    }

    /// <summary>Searches every state that can be reached.</summary>
    /// <param name="workers">Who does the work; what is found does not depend on it.</param>
    /// <param name="progress">Who is told from time to time how far the search has come.</param>
    /// <param name="cancellation">Ends the search early; what was found until then is still told.</param>
    /// <exception cref="NotSupportedException">A state or a message holds something that equals only itself, such as an array.</exception>
    /// <exception cref="InvalidOperationException">A node cannot start, a clock is read without <see cref="ClockReadings"/>, a condition has thrown something, or what is asked for does not go together.</exception>
    public SearchResult<ProtocolRun<TState, TMessage>> Run(
        IWorkers workers, IProgress<SearchProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(workers);
        RequireSense();
        ValueEquality.Require(typeof(TState), ownEquality: true);
        ValueEquality.Require(typeof(TMessage), ownEquality: true);
        ValueEquality.Require(typeof(THistory), ownEquality: true);
        var book = new Book<TState, TMessage, THistory>(_protocol, _bounds, _symmetry, _initial, _observe);
        var space = new ProtocolSpace<TState, TMessage, THistory>(book, Options);
        return new Searcher<GlobalState<TState, TMessage, THistory>, ProtocolRun<TState, TMessage>>(space, path => ProtocolRuns.Retrace(_protocol, book, path), workers).Run(progress, cancellation);
    }

    private void RequireSense()
    {
        if (_bounds.MessagesStay && (_bounds.IsOrdered || _bounds.Losses > 0 || _bounds.Duplications > 0))
            throw new InvalidOperationException("Where messages stay for ever, they have no order, and losing or doubling one means nothing.");
        if (_symmetry is not null && _observe is not null)
            throw new InvalidOperationException("What an observer remembers cannot take part in an exchange of names: leave out Symmetric or Observe.");
        if (_symmetry is not null)
            Options.RequireNoStatesKept();
    }

    private protected override ProtocolCheck<TState, TMessage, THistory> With(SearchOptions<GlobalState<TState, TMessage, THistory>> options) =>
        new(_protocol, _bounds, _symmetry, options, _initial, _observe);

    private ProtocolCheck<TState, TMessage, THistory> With(ProtocolOptions<TMessage> bounds) => new(_protocol, bounds, _symmetry, Options, _initial, _observe);
}
