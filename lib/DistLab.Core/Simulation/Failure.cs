using System.Text;
using DistLab.Protocols;

namespace DistLab.Simulation;

/// <summary>A run that broke a claim: it can be played again, drawn and shrunk.</summary>
public sealed class Failure<TState, TMessage>
    where TState : class
    where TMessage : class
{
    /// <summary>How many runs shrinking tries when nothing else is said.</summary>
    public const int DefaultTrials = 1_000;

    internal Failure(Scenario<TState, TMessage> scenario, string claim, Instant at, string? detail) =>
        (Scenario, Claim, At, Detail) = (scenario, claim, at, detail);

    /// <summary>The run, with all that it follows from.</summary>
    public Scenario<TState, TMessage> Scenario { get; }

    /// <summary>The name of the claim that was broken.</summary>
    public string Claim { get; }

    /// <summary>When it was found broken.</summary>
    public Instant At { get; }

    /// <summary>What more there is to say, such as the message of an exception; mostly <c>null</c>.</summary>
    public string? Detail { get; }

    /// <summary>How many runs were tried to shrink it; 0 if it was not.</summary>
    public int Trials { get; internal init; }

    /// <summary>Everything that happened until the claim was broken, nodes' states included.</summary>
    public Trace Trace => field ??= Replay().Trace;

    /// <summary>Plays the run again, to the moment at which the claim was broken.</summary>
    public Simulation<TState, TMessage> Replay()
    {
        var simulation = Scenario.Prepare(Trace.KeepAll(states: true));
        Scenario.Play(simulation);
        return simulation;
    }

    /// <summary>
    /// Looks for the least that still breaks the same claim: a shorter run, fewer faults and messages from outside, rounder
    /// times; and the very messages that must be lost, doubled, held back or corrupted, in place of a probability.
    /// </summary>
    /// <remarks>Delta debugging (Zeller and Hildebrandt 2002): unless the trials run out, no single fault or message can be left out.</remarks>
    /// <param name="maxTrials">How many runs are tried at most.</param>
    /// <param name="progress">Is told after each trial how far it has come.</param>
    /// <returns>The smaller failure; the same failure always shrinks alike.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of trials is negative.</exception>
    public Failure<TState, TMessage> Shrink(int maxTrials = DefaultTrials, IProgress<ShrinkProgress>? progress = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxTrials);
        return new Shrinker<TState, TMessage>(this, maxTrials, progress).Shrink();
    }

    /// <summary>What broke, when, and under which faults and messages.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"Broken at {At}, seed {Scenario.Seed}: {Claim}");
        if (Detail is not null)
            text.Append("\n  ").Append(Detail);
        foreach (var fault in Scenario.Faults)
            text.Append("\n  ").Append(fault);
        foreach (var injection in Scenario.Injections)
            text.Append("\n  ").Append(injection);
        if (Trials > 0)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n  (the least found in {Trials} trials)");
        return text.ToString();
    }
}
