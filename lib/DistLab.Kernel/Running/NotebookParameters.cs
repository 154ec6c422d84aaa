namespace DistLab.Kernel;

/// <summary>The parameters of a notebook, by papermill's convention: a code cell tagged <c>parameters</c>.</summary>
public static class NotebookParameters
{
    /// <summary>The parameters that a notebook has, in their order.</summary>
    /// <param name="notebook">The notebook; nothing in it is run.</param>
    public static IReadOnlyList<NotebookParameter> Of(NotebookDocument notebook) => [];

    /// <summary>Checks that a notebook has all parameters that are given and that the values fit their types.</summary>
    /// <param name="notebook">The notebook; it is not changed.</param>
    /// <param name="values">Name to value, as text.</param>
    /// <exception cref="NotebookParameterException">It has not, or they do not.</exception>
    public static void Check(NotebookDocument notebook, IReadOnlyDictionary<string, string> values)
    {
    }
}
