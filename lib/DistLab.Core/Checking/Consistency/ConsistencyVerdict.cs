using DistLab.Protocols;

namespace DistLab.Checking;

/// <summary>What a check of a history came to: a legal order that proves the condition, or the operations that contradict it.</summary>
public sealed record ConsistencyVerdict
{
    /// <summary>The condition, as one says it of a history: <c>linearizable</c>, <c>sequentially consistent</c>, …</summary>
    public required string Condition { get; init; }

    /// <summary>Whether the history meets it.</summary>
    public required Conformance Conformance { get; init; }

    /// <summary>The history that was checked.</summary>
    public required History History { get; init; }

    /// <summary>What came of it, as a sentence without its full stop: the title of a picture.</summary>
    public required string Finding { get; init; }

    /// <summary>Why, as a sentence without its full stop; empty where there is nothing to add.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Finding and reason.</summary>
    public string Explanation => Reason.Length == 0 ? $"{Finding}." : $"{Finding}: {Reason}.";

    /// <summary>Whether the history meets the condition.</summary>
    public bool IsSatisfied => Conformance == Conformance.Satisfied;

    /// <summary>
    /// Operations in an order in which the object could have answered them one at a time, by their places in the history. When the
    /// condition is violated, the longest such order found; of the object in question, when there are several. Empty for conditions
    /// that speak of no single order.
    /// </summary>
    public ValueList<int> Order { get; init; } = [];

    /// <summary>For linearizability, when each operation of the order may have taken effect.</summary>
    public ValueList<Instant> Points { get; init; } = [];

    /// <summary>The state of the object after each operation of the order, as text.</summary>
    public ValueList<string> States { get; init; } = [];

    /// <summary>The operations that contradict the condition, by their places in the history; the one that cannot be explained comes last.</summary>
    public ValueList<int> Offending { get; init; } = [];

    /// <summary>For linearizability, how many events the smallest prefix found has that has no order; <c>null</c> without a violation.</summary>
    public int? PrefixLength { get; init; }

    /// <summary>Whether it is known that no smaller prefix violates the condition; otherwise the search for a smaller one was ended.</summary>
    public bool IsSmallestPrefix { get; init; }

    /// <summary>The object that is in question, when the model tells several apart; otherwise nothing.</summary>
    public Value Part { get; init; }

    /// <summary>How many configurations the search went through.</summary>
    public long Configurations { get; init; }

    /// <summary>The smallest prefix found that violates the condition; <c>null</c> if it is not violated, or not one of prefixes.</summary>
    public History? Prefix => PrefixLength is { } length ? History.Prefix(length) : null;

    /// <summary>The explanation.</summary>
    public override string ToString() => Explanation;
}
