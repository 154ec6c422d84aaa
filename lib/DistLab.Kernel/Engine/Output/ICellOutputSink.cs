namespace DistLab.Kernel;

/// <summary>Where the outputs of running cells go, as they appear. Calls come one at a time, from any thread.</summary>
public interface ICellOutputSink
{
    /// <summary>Console text.</summary>
    /// <param name="error">True for standard error, false for standard output.</param>
    /// <param name="text">The text as it was written; not necessarily whole lines.</param>
    void Print(bool error, string text);

    /// <summary>A value that was displayed.</summary>
    /// <param name="bundle">The value.</param>
    /// <param name="displayId">Names this display for later updates.</param>
    void Display(MimeBundle bundle, string displayId);

    /// <summary>A value that replaces an earlier display wherever it stands.</summary>
    /// <param name="bundle">The new value.</param>
    /// <param name="displayId">The display to replace.</param>
    void Update(MimeBundle bundle, string displayId);

    /// <summary>Removes what the running cell has put out so far.</summary>
    /// <param name="wait">True to remove it only when the next output comes, so that nothing flickers.</param>
    void ClearOutput(bool wait);
}
