namespace DistLab.Kernel;

/// <summary>
/// A file that is not a notebook that can be read: its message is one sentence or two for the file's owner, with the
/// file's name, the place in it, and what to do.
/// </summary>
/// <param name="message">What is wrong, where, and what to do.</param>
/// <param name="inner">What the JSON reader said, if it was that.</param>
public sealed class NotebookFormatException(string message, Exception? inner = null) : Exception(message, inner);
