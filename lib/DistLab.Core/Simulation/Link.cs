using DistLab.Protocols;

namespace DistLab.Simulation;

/// <summary>How the network carries messages from one node to another.</summary>
public sealed record Link
{
    private readonly double _loss;
    private readonly double _duplication;
    private readonly double _reordering;

    /// <summary>A link with the given delay that loses and doubles nothing.</summary>
    public Link(Delay delay)
    {
        ArgumentNullException.ThrowIfNull(delay);
        Delay = delay;
    }

    /// <summary>How long a message is under way.</summary>
    public Delay Delay { get; init; }

    /// <summary>The probability that a message is lost; default 0, range 0 … 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public double Loss
    {
        get => _loss;
        init => _loss = Probability(value, nameof(Loss));
    }

    /// <summary>The probability that a message arrives twice; default 0, range 0 … 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public double Duplication
    {
        get => _duplication;
        init => _duplication = Probability(value, nameof(Duplication));
    }

    /// <summary>The probability that a message is held back by <see cref="ReorderingDelay"/>, so that later ones may overtake it; default 0, range 0 … 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public double Reordering
    {
        get => _reordering;
        init => _reordering = Probability(value, nameof(Reordering));
    }

    /// <summary>How much later a message comes that is held back; by default, as long again as the mean delay.</summary>
    public Delay? ReorderingDelay { get; init; }

    /// <summary>
    /// Whether messages arrive in the order in which they were sent, as over TCP; default false. Without it, a message with a
    /// shorter delay overtakes one with a longer. One that is held back (<see cref="Reordering"/>) breaks the order all the same.
    /// </summary>
    public bool InOrder { get; init; }

    /// <summary>Whether a message simply takes its delay.</summary>
    internal bool IsPlain => Loss == 0 && Duplication == 0 && Reordering == 0 && !InOrder;

    private static double Probability(double value, string name) =>
        value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(name, value, "A probability lies in 0 … 1.");
}
