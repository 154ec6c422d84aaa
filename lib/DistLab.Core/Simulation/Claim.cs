namespace DistLab.Simulation;

/// <summary>What a run must not break.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="IsOfEnd">Whether it is about the end of a run only, and not about every moment of it.</param>
/// <param name="Holds">Whether it is true now.</param>
public sealed record Claim<TState, TMessage>(string Name, bool IsOfEnd, Func<Simulation<TState, TMessage>, bool> Holds)
    where TState : class
    where TMessage : class;
