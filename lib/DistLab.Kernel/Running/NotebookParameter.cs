namespace DistLab.Kernel;

/// <summary>A variable that a notebook's cell tagged <c>parameters</c> declares.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Type">Its type as the declaration shows it: <c>int</c>, <c>double</c>, <c>TimeSpan</c> …; empty where only a compiler could tell.</param>
/// <param name="Default">The C# expression it is set to in the notebook; empty where there is none.</param>
public sealed record NotebookParameter(string Name, string Type, string Default);
