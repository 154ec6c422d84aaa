namespace DistLab.Kernel;

/// <summary>Why a cell failed, in the form of Jupyter's error message.</summary>
/// <param name="Name">The kind: <c>CompilationError</c>, <c>DirectiveError</c> or the exception's type.</param>
/// <param name="Message">One line.</param>
/// <param name="Traceback">The lines to show, with places such as <c>cell 3, line 2</c>.</param>
public sealed record CellError(string Name, string Message, IReadOnlyList<string> Traceback);
