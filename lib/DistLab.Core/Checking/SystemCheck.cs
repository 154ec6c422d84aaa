using DistLab.Checking.Search;

namespace DistLab.Checking;

/// <summary>What is to be checked of a transition system.</summary>
public sealed class SystemCheck<TState> : Check<TState, SystemCheck<TState>>
    where TState : notnull
{
    private readonly ITransitionSystem<TState> _system;
    private readonly Func<TState, TState>? _representative;

    internal SystemCheck(ITransitionSystem<TState> system, SearchOptions<TState> options, Func<TState, TState>? representative = null)
        : base(options)
    {
        _system = system;
        _representative = representative;
    }

    /// <summary>
    /// Searches only one of all states that have the same representative, for example the one whose alike parts are sorted. The
    /// system must treat them alike, and so must every condition.
    /// </summary>
    /// <param name="representative">The state that stands for all that are like one; a pure function.</param>
    public SystemCheck<TState> Symmetric(Func<TState, TState> representative)
    {
        ArgumentNullException.ThrowIfNull(representative);
        return new(_system, Options, representative);
    }

    /// <summary>Searches every state that can be reached.</summary>
    /// <param name="workers">Who does the work; what is found does not depend on it.</param>
    /// <param name="progress">Who is told from time to time how far the search has come.</param>
    /// <param name="cancellation">Ends the search early; what was found until then is still told.</param>
    /// <exception cref="NotSupportedException">A state holds something that equals only itself, such as an array.</exception>
    /// <exception cref="InvalidOperationException">The code of the system or of a property has thrown something.</exception>
    public SearchResult<SystemRun<TState>> Run(
        IWorkers workers, IProgress<SearchProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(workers);
        if (_representative is not null)
            Options.RequireNoStatesKept();
        var space = new SystemSpace<TState>(_system, Options, _representative);
        return new Searcher<TState, SystemRun<TState>>(space, path => SystemRuns.Retrace(_system, path), workers).Run(progress, cancellation);
    }

    private protected override SystemCheck<TState> With(SearchOptions<TState> options) => new(_system, options, _representative);
}
