namespace DistLab.Kernel;

/// <summary>One way to go on.</summary>
/// <param name="Text">What stands in the place of <see cref="CompletionList.Start"/> to <see cref="CompletionList.End"/> if it is chosen.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="Description">A line such as a method's signature; may be empty.</param>
public sealed record CompletionItem(string Text, CompletionKind Kind, string Description);
