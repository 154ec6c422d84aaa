namespace DistLab.Cli.Site;

/// <summary>What became of a notebook, in the words that the table and the site show.</summary>
/// <param name="Succeeded">Whether every cell ran.</param>
/// <param name="Text">For example <c>succeeded</c> or <c>failed in cell 7</c>.</param>
internal sealed record Verdict(bool Succeeded, string Text);
