namespace DistLab.Kernel;

/// <summary>
/// A parameter was given that the notebook does not have, or with a value that does not fit: the message names it and lists
/// those that the notebook has.
/// </summary>
/// <param name="message">What is wrong and what would be right.</param>
public sealed class NotebookParameterException(string message) : Exception(message);
