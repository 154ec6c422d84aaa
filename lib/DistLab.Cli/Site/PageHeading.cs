namespace DistLab.Cli.Site;

/// <summary>A heading of a page, for the table of contents.</summary>
internal sealed record PageHeading(int Level, string Text, string Id);
