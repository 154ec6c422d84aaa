namespace DistLab.Cli.Checking;

/// <summary>An output that is not what is committed.</summary>
/// <param name="Cell">The code cell, counted from 1.</param>
/// <param name="Output">The output within the cell, counted from 1; 0 for the cell as a whole.</param>
/// <param name="What">The MIME type or stream, or what happened to the output.</param>
/// <param name="Change">The first line that differs; null where there is nothing to set side by side.</param>
internal sealed record OutputDifference(int Cell, int Output, string What, LineChange? Change = null)
{
    /// <summary>The difference as lines for a terminal.</summary>
    public override string ToString()
    {
        var place = $"  cell {Cell}{(Output > 0 ? $", output {Output}" : "")}: {What}";
        return Change is null
            ? place
            : $"{place}, line {Change.Line}{Environment.NewLine}    - {Change.Committed}{Environment.NewLine}    + {Change.Now}";
    }
}
