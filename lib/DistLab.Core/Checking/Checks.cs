namespace DistLab.Checking;

/// <summary>Where a check begins.</summary>
public static class Checks
{
    /// <summary>Checks a transition system: <c>system.Check().Always("consistent", state => …).Run()</c>.</summary>
    public static SystemCheck<TState> Check<TState>(this ITransitionSystem<TState> system)
        where TState : notnull
    {
        ArgumentNullException.ThrowIfNull(system);
        return new(system, new());
    }
}
