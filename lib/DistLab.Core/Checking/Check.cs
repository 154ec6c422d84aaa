using DistLab.Checking.Search;

namespace DistLab.Checking;

/// <summary>
/// What is to be checked of a system: its properties, and how far to search. It does not change: each method returns another
/// one. Nothing happens before it is run.
/// </summary>
/// <typeparam name="TView">What a condition is asked about.</typeparam>
/// <typeparam name="TCheck">The kind of check itself.</typeparam>
public abstract class Check<TView, TCheck>
    where TCheck : Check<TView, TCheck>
{
    private protected Check(SearchOptions<TView> options) => Options = options;

    internal SearchOptions<TView> Options { get; }

    /// <summary>Claims that a condition holds in every state that can be reached.</summary>
    /// <param name="name">What the claim is called.</param>
    /// <param name="condition">The condition, a pure function; it is asked on several threads.</param>
    /// <exception cref="ArgumentException">There is a property of this name.</exception>
    public TCheck Always(string name, Func<TView, bool> condition) => With(Options.With(name, PropertyKind.Always, condition));

    /// <summary>Claims that a condition holds in no state that can be reached.</summary>
    /// <inheritdoc cref="Always"/>
    public TCheck Never(string name, Func<TView, bool> condition) => With(Options.With(name, PropertyKind.Never, condition));

    /// <summary>Claims that a condition holds in some state that can be reached; the result has a shortest run to one. It keeps the other claims from being true of nothing.</summary>
    /// <inheritdoc cref="Always"/>
    public TCheck Sometimes(string name, Func<TView, bool> condition) => With(Options.With(name, PropertyKind.Sometimes, condition));

    /// <summary>
    /// Claims that a condition holds whenever nothing is left to happen of itself: no step that must be taken sooner or later
    /// changes anything. A condition that is always false claims that the system never comes to rest.
    /// </summary>
    /// <inheritdoc cref="Always"/>
    public TCheck WhenQuiet(string name, Func<TView, bool> condition) => With(Options.With(name, PropertyKind.WhenQuiet, condition));

    /// <summary>
    /// Claims that every fair run comes to a state in which a condition holds. A run that avoids it for ever is a way to a
    /// loop, or to a state in which nothing is left to happen. All states are kept in memory for it.
    /// </summary>
    /// <inheritdoc cref="Always"/>
    public TCheck Eventually(string name, Func<TView, bool> condition) => With(Options.With(name, PropertyKind.Eventually, condition));

    /// <summary>
    /// Claims that in every fair run each state in which one condition holds is followed by a state in which another does (or
    /// is such a state itself). All states are kept in memory for it.
    /// </summary>
    /// <param name="name">What the claim is called.</param>
    /// <param name="condition">What something must follow on.</param>
    /// <param name="then">What must follow.</param>
    /// <exception cref="ArgumentException">There is a property of this name.</exception>
    public TCheck LeadsTo(string name, Func<TView, bool> condition, Func<TView, bool> then)
    {
        ArgumentNullException.ThrowIfNull(then);
        return With(Options.With(name, PropertyKind.LeadsTo, condition, then));
    }

    /// <summary>Searches only where a condition holds: a state in which it does not is neither counted, nor judged, nor gone on from.</summary>
    public TCheck Within(Func<TView, bool> boundary)
    {
        ArgumentNullException.ThrowIfNull(boundary);
        return With(Options with { Boundary = Options.Boundary is { } other ? view => other(view) && boundary(view) : boundary });
    }

    /// <summary>Searches only states that can be reached in so many steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public TCheck UpToSteps(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        return With(Options with { MaxDepth = steps == int.MaxValue ? steps : steps + 1 });
    }

    /// <summary>Stops when so many distinct states are found, or a few thousand more; without it, at two thousand million.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not above zero.</exception>
    public TCheck UpToStates(long states)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(states, 1);
        return With(Options with { MaxStates = Math.Min(states, SearchOptions<TView>.MostStates) });
    }

    /// <summary>
    /// Stops when the search uses so many bytes of memory; without it, at 2 GiB. It also stops before it would use more than
    /// three quarters of what the machine has. Objects are counted by what it allocates to make one.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not above zero.</exception>
    public TCheck UpToMemory(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        return With(Options with { MaxBytes = bytes });
    }

    /// <summary>
    /// Keeps and compares the states themselves. Otherwise a state is known by a fingerprint of 64 bits, and one that happens to
    /// have the fingerprint of another is overlooked; the result tells how likely that was.
    /// </summary>
    public TCheck Exact() => With(Options with { IsExact = true });

    /// <summary>Goes on after a property was violated, until every property is decided or every state was seen.</summary>
    public TCheck FindAll() => With(Options with { FindsAll = true });

    private protected abstract TCheck With(SearchOptions<TView> options);
}
