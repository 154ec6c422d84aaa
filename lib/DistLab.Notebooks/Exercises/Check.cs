using DistLab.Notebooks.Exercises;

namespace DistLab.Notebooks;

/// <summary>
/// Checks of a student's answers. A check never throws because of an answer: one that throws, is missing or is wrong
/// gives a result that says so, so that the notebook runs on.
/// </summary>
/// <remarks>An answer of <c>null</c>, or one that throws <see cref="NotImplementedException"/>, is not answered yet.</remarks>
public static class Check
{
    /// <summary>How many seeds are tried when nothing else is said.</summary>
    public const int DefaultSeeds = 100;

    /// <summary>What floating point may differ by, as a share of the expected number.</summary>
    private const double Rounding = 1e-9;

    /// <summary>Checks a number.</summary>
    /// <param name="name">What is checked, for example <c>Q4 A</c>.</param>
    /// <param name="answer">The student's number; <c>null</c> while there is none.</param>
    /// <param name="expected">The right one.</param>
    /// <param name="tolerance">By how much the answer may differ; rounding errors are always allowed.</param>
    /// <param name="hint">Where to look when it is wrong.</param>
    /// <param name="unit">The unit of all these numbers.</param>
    /// <param name="reveal">Whether the right number is told when the answer is wrong.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative or no number.</exception>
    public static CheckResult Number(
        string name, double? answer, double expected, double tolerance = 0, string? hint = null, string? unit = null, bool reveal = true)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!(tolerance >= 0))
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "A tolerance is zero or more.");
        if (answer is not { } number)
            return Unanswered(name, "Put your number in place of null");
        var got = Values.Number(number, unit);
        if (Math.Abs(number - expected) <= tolerance + (Rounding * Math.Abs(expected)) || number.Equals(expected))
            return new(name, CheckState.Passed, got);
        var range = tolerance > 0 ? $" ± {Values.Number(tolerance, null)}" : "";
        return new(name, CheckState.NotYet, reveal ? $"Expected {Values.Number(expected, null)}{range}{Unit(unit)}; got {got}" : $"Got {got}", hint);
    }

    /// <summary>Checks an answer that is right or wrong: a choice, a word, a list. Texts are compared without regard to case and outer spaces.</summary>
    /// <param name="name">What is checked.</param>
    /// <param name="answer">The student's answer; <c>null</c> while there is none.</param>
    /// <param name="expected">The right one.</param>
    /// <param name="hint">Where to look when it is wrong.</param>
    /// <param name="reveal">Whether the right answer is told when this one is wrong.</param>
    public static CheckResult Equal<T>(string name, T? answer, T expected, string? hint = null, bool reveal = true)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (answer is null)
            return Unanswered(name, "Put your answer in place of null");
        return Guarded(name, hint, () =>
        {
            if (Same(answer, expected))
                return new(name, CheckState.Passed, Values.Any(answer));
            return new(name, CheckState.NotYet, reveal ? $"Expected {Values.Any(expected)}; got {Values.Any(answer)}" : $"Got {Values.Any(answer)}", hint);
        });
    }

    /// <summary>Checks that something holds.</summary>
    /// <param name="name">What is to hold.</param>
    /// <param name="condition">Whether it does; <c>null</c> while there is no answer.</param>
    /// <param name="hint">Where to look when it does not.</param>
    /// <param name="expected">What was expected, in words or as a value.</param>
    /// <param name="got">What came.</param>
    public static CheckResult That(string name, bool? condition, string? hint = null, object? expected = null, object? got = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        var came = got is null ? "" : $"got {Plain(got)}";
        return condition switch
        {
            null => Unanswered(name, ""),
            true => new(name, CheckState.Passed, got is null ? "" : Capital(Plain(got))),
            false => new(name, CheckState.NotYet, Capital(string.Join("; ", ((string[])[expected is null ? "" : $"expected {Plain(expected)}", came]).Where(part => part.Length > 0))), hint),
        };
    }

    /// <summary>Checks that something holds, and says so if finding out throws.</summary>
    /// <param name="name">What is to hold.</param>
    /// <param name="condition">Finds out whether it does.</param>
    /// <param name="hint">Where to look when it does not.</param>
    public static CheckResult That(string name, Func<bool> condition, string? hint = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(condition);
        return Guarded(name, hint, () => That(name, condition(), hint));
    }

    /// <summary>Checks that a property holds for many seeds, and names the first one for which it does not.</summary>
    /// <param name="name">The property.</param>
    /// <param name="property">Whether it holds for a seed; <c>null</c> while there is no answer.</param>
    /// <param name="seeds">How many seeds are tried, from 1 on.</param>
    /// <param name="hint">Where to look when it does not hold.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no seed to try.</exception>
    public static CheckResult Holds(string name, Func<ulong, bool>? property, int seeds = DefaultSeeds, string? hint = null) =>
        NoFault(name, property is null ? null : seed => property(seed) ? null : "", seeds, hint);

    /// <summary>As <see cref="Holds"/>, for a property that says itself what is wrong.</summary>
    /// <param name="name">The property.</param>
    /// <param name="findFault">What is wrong for a seed, or <c>null</c> when all is right.</param>
    /// <param name="seeds">How many seeds are tried, from 1 on.</param>
    /// <param name="hint">Where to look when it does not hold.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no seed to try.</exception>
    public static CheckResult NoFault(string name, Func<ulong, string?>? findFault, int seeds = DefaultSeeds, string? hint = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(seeds, 1);
        if (findFault is null)
            return Unanswered(name, "");
        var seed = 0UL;
        return Guarded(name, hint, () =>
        {
            while (seed < (ulong)seeds)
            {
                if (findFault(++seed) is { } fault)
                    return new(name, CheckState.NotYet, $"It fails for seed {seed}{(fault.Length == 0 ? "" : ": " + fault)}", hint);
            }
            return new(name, CheckState.Passed, seeds == 1 ? "Tried for seed 1" : $"Tried for seeds 1 to {seeds}");
        }, () => seed == 0 ? "" : $" for seed {seed}");
    }

    private static CheckResult Guarded(string name, string? hint, Func<CheckResult> check, Func<string>? where = null)
    {
        try
        {
            return check();
        }
        catch (NotImplementedException)
        {
            return Unanswered(name, "Your code still throws NotImplementedException");
        }
        catch (Exception thrown)
        {
            return new(name, CheckState.NotYet, $"Your code threw {thrown.GetType().Name}{where?.Invoke()}: {thrown.Message}", hint);
        }
    }

    private static CheckResult Unanswered(string name, string detail) => new(name, CheckState.NotAnswered, detail);

    private static bool Same<T>(T answer, T expected) => (answer, expected) switch
    {
        (string own, string right) => string.Equals(own.Trim(), right.Trim(), StringComparison.OrdinalIgnoreCase),
        (System.Collections.IEnumerable own, System.Collections.IEnumerable right) => own.Cast<object?>().SequenceEqual(right.Cast<object?>()),
        _ => EqualityComparer<T>.Default.Equals(answer, expected),
    };

    private static string Plain(object value) => value as string ?? Values.Any(value);

    private static string Unit(string? unit) => string.IsNullOrWhiteSpace(unit) ? "" : $"\u00A0{unit.Trim()}";

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
