namespace DistLab.Cli;

/// <summary>A program that has run.</summary>
/// <param name="Status">Its exit status.</param>
/// <param name="Output">What it wrote to standard output, then what it wrote to standard error.</param>
internal sealed record ToolRun(int Status, string Output);
