namespace DistLab.Kernel;

/// <summary>The ways to go on at a position of a cell's text, the likelier ones first.</summary>
/// <param name="Items">The ways; none where nothing fits.</param>
/// <param name="Start">Where the text begins that an item replaces, in UTF-16 code units from the cell's start.</param>
/// <param name="End">Where it ends, in UTF-16 code units from the cell's start; the position that was asked about, if that lies in the text.</param>
public sealed record CompletionList(IReadOnlyList<CompletionItem> Items, int Start, int End);
