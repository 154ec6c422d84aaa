using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace DistLab.Kernel;

/// <summary>Compile errors as a student should read them: the place in the cell, the line, a caret, and what a cell cannot do.</summary>
internal static class CompilationText
{
    private const int MostErrors = 10;

    internal static CellFailure Failure(ImmutableArray<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).OrderBy(d => d.Location.SourceSpan.Start).ToArray();
        var lines = errors.Take(MostErrors).SelectMany(Describe).ToList();
        if (errors.Length > MostErrors)
            lines.Add($"… and {errors.Length - MostErrors} more errors.");
        string first = $"{Place(errors[0])}: {errors[0].Id}: {Message(errors[0])}";
        return new CellFailure(new CellError("CompilationError", first, lines));
    }

    private static IEnumerable<string> Describe(Diagnostic error)
    {
        var position = error.Location.GetLineSpan().StartLinePosition;
        yield return $"{Place(error)}, column {position.Character + 1}: error {error.Id}: {Message(error)}";
        if (error.Location.SourceTree is { } tree)
        {
            string line = tree.GetText().Lines[position.Line].ToString();
            yield return "    " + line;
            yield return "    " + string.Concat(line.Take(position.Character).Select(c => c == '\t' ? '\t' : ' ')) + "^";
        }
        if (Hint(error.Id) is { } hint)
            yield return "    " + hint;
    }

    private static string Place(Diagnostic error)
    {
        var place = error.Location.GetLineSpan();
        return place.IsValid ? $"{place.Path}, line {place.StartLinePosition.Line + 1}" : "cell";
    }

    private static string Message(Diagnostic error) => error.GetMessage(CultureInfo.InvariantCulture);

    /// <summary>The few things that C# allows in a file and not in a cell.</summary>
    private static string? Hint(string id) => id switch
    {
        "CS1109" or "CS9283" =>
            "In a notebook, write an extension method directly in the cell, without a class around it: static int Twice(this int x) => 2 * x;",
        "CS7021" => "A notebook cell cannot declare a namespace: leave it out, or put the code into a library and load that with #r.",
        "CS8345" => "A notebook cell's variables live on after it, so none can be a Span: use one inside a method, or use an array.",
        "CS7011" or "CS7010" => "#r and #load must stand on a line of their own.",
        _ => null,
    };
}
