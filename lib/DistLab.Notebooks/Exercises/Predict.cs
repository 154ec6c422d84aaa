namespace DistLab.Notebooks;

/// <summary>Has a student commit to an answer before the cell that measures it runs.</summary>
public static class Predict
{
    /// <summary>Asks for a number.</summary>
    /// <param name="question">The question.</param>
    /// <param name="guess">The student's number, edited in the cell; <c>null</c> while there is none.</param>
    /// <param name="unit">The unit of the answer, for example <c>messages</c> or <c>ms</c>.</param>
    public static NumberPrediction Number(string question, double? guess, string? unit = null)
    {
        ArgumentNullException.ThrowIfNull(question);
        return new(question, guess, unit);
    }

    /// <summary>Asks to choose.</summary>
    /// <param name="question">The question.</param>
    /// <param name="guess">The letter of the student's choice, A for the first option, or its text; <c>null</c> while there is none.</param>
    /// <param name="options">What there is to choose from, two to twenty-six.</param>
    /// <exception cref="ArgumentException">There are too few or too many options.</exception>
    public static ChoicePrediction Choice(string question, string? guess, params string[] options)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Length is < 2 or > 26)
            throw new ArgumentException($"A choice has 2 to 26 options, not {options.Length}.", nameof(options));
        return new(question, guess, [.. options]);
    }
}
