namespace DistLab.Checking;

/// <summary>
/// Whether each operation of a history can be thought to take effect at one point between its call and its return, so that a single
/// object would have given the same answers.
/// </summary>
/// <remarks>
/// Herlihy and Wing, "Linearizability" (1990); the search after Wing and Gong (1993), Lowe (2017) and Horn and Kroening,
/// "Faster Linearizability Checking via P-Compositionality" (2015). An operation that returned must have its point; one without an
/// answer may have it at any time after its call, or none; a failed one has none.
/// </remarks>
public static class Linearizability
{
    internal const string Condition = "linearizable";

    /// <summary>Checks a history against a model.</summary>
    /// <param name="history">What clients did and saw.</param>
    /// <param name="model">What the object would do with operations that come one at a time.</param>
    /// <param name="bound">How far the search may go; <see cref="SearchBound.Usual"/> unless told.</param>
    /// <param name="byParts">Whether objects that the model tells apart are checked one by one, which is always right and far faster.</param>
    /// <param name="explains">Whether a violation is to be explained by its smallest prefix and its operations; the answer alone comes sooner.</param>
    /// <returns>A legal order with points in time, or the smallest prefix of the history that has none, or that the bound was reached.</returns>
    /// <exception cref="ArgumentException">The model does not know a call.</exception>
    public static ConsistencyVerdict Check<TState>(History history, ISequentialModel<TState> model, SearchBound? bound = null, bool byParts = true, bool explains = true)
        where TState : notnull
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(model);
        return new LinearizabilityCheck<TState>(history, model, bound ?? SearchBound.Usual, byParts, explains).Run();
    }
}
