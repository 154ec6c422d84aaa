namespace DistLab.Kernel;

/// <summary>A cell that cannot go on for a reason that is known and explained: code that does not compile, a directive that does not work.</summary>
internal sealed class CellFailure(CellError error) : Exception(error.Message)
{
    internal CellError Error { get; } = error;

    internal static CellFailure Directive(string cellName, int line, string message)
    {
        string text = $"{cellName}, line {line}: {message}";
        return new CellFailure(new CellError("DirectiveError", text, [text]));
    }
}
