using System.Collections;
using DistLab.Protocols;

namespace DistLab.Simulation;

/// <summary>
/// What goes wrong in a run, and when: a value that is written by hand or drawn from a seed (<see cref="Nemesis"/>), compared,
/// kept as JSON, and shrunk.
/// </summary>
/// <example><code>
/// FaultPlan.Of(Fault.Lose(0.05))
///     .At(2.Seconds(), Fault.Crash(1))
///     .During(3.Seconds(), 4.Seconds(), Fault.Cut([0], [2, 3]))
/// </code></example>
public sealed class FaultPlan : IReadOnlyList<PlannedFault>, IEquatable<FaultPlan>
{
    private readonly ValueList<PlannedFault> _planned;

    private FaultPlan(IEnumerable<PlannedFault> planned) => _planned = [.. planned.OrderBy(fault => fault.At)];

    /// <summary>Nothing goes wrong.</summary>
    public static FaultPlan None { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _planned.Count;

    /// <summary>A fault by its place in the order of time.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such place.</exception>
    public PlannedFault this[int index] => _planned[index];

    /// <summary>Faults that hold from the start, such as a rate of loss of the whole network.</summary>
    public static FaultPlan Of(params IEnumerable<Fault> faults) => None.At(Duration.Zero, faults);

    /// <summary>A plan of these faults, in the order of time; those of one instant keep their order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative.</exception>
    public static FaultPlan From(IEnumerable<PlannedFault> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        var planned = faults.ToList();
        foreach (var fault in planned)
            ArgumentOutOfRangeException.ThrowIfLessThan(fault.At, Instant.Zero, nameof(faults));
        return new(planned);
    }

    /// <summary>The plan with further faults.</summary>
    /// <param name="at">When they happen, from the start of the run.</param>
    /// <param name="faults">In which order they happen.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public FaultPlan At(Duration at, params IEnumerable<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        return From([.. _planned, .. faults.Select(fault => new PlannedFault(Instant.Zero + at, fault))]);
    }

    /// <summary>The plan with further faults, each mended after a while by its <see cref="Fault.Remedy"/>.</summary>
    /// <param name="from">When they happen, from the start of the run.</param>
    /// <param name="to">When they are mended.</param>
    /// <param name="faults">In which order they happen, and are mended.</param>
    /// <exception cref="ArgumentOutOfRangeException">The first time is negative, or the second before it.</exception>
    /// <exception cref="ArgumentException">A fault has no remedy.</exception>
    public FaultPlan During(Duration from, Duration to, params IEnumerable<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        var all = faults.ToList();
        var remedies = all.Select(fault => fault.Remedy ?? throw new ArgumentException($"Nothing ends \"{fault}\": put it at a time of its own.", nameof(faults)));
        return At(from, all).At(to, remedies);
    }

    /// <summary>The plan with all that another one plans.</summary>
    public FaultPlan And(FaultPlan other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(_planned.Concat(other));
    }

    /// <summary>The plan as JSON: an array with an object for each fault, times in nanoseconds.</summary>
    public string ToJson() => FaultPlanJson.Write(this);

    /// <summary>The plan that <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="FormatException">The text is no plan; the message says where.</exception>
    public static FaultPlan FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return FaultPlanJson.Read(json);
    }

    /// <inheritdoc/>
    public bool Equals(FaultPlan? other) => other is not null && _planned.Equals(other._planned);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FaultPlan);

    /// <inheritdoc/>
    public override int GetHashCode() => _planned.GetHashCode();

    /// <inheritdoc/>
    public IEnumerator<PlannedFault> GetEnumerator() => _planned.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The faults in words, one a line.</summary>
    public override string ToString() => Count == 0 ? "no faults" : string.Join('\n', _planned);
}
