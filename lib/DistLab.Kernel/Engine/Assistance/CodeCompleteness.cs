namespace DistLab.Kernel;

/// <summary>Whether a console front end should run what was typed or ask for another line.</summary>
/// <param name="Status">Whether the text can be run as it stands.</param>
/// <param name="Indent">What the next line should begin with; empty unless the text is incomplete.</param>
public sealed record CodeCompleteness(CompletenessStatus Status, string Indent = "");
