namespace DistLab.Notebooks.Interchange;

/// <summary>What a trace is, where its type does not tell: it stands in the trace's <c>meta</c>.</summary>
internal static class ChartRole
{
    /// <summary>What theory predicts.</summary>
    public const string Theory = "theory";

    /// <summary>Measured on real processes.</summary>
    public const string Measured = "measured";

    /// <summary>An empirical distribution, whose x are the sample.</summary>
    public const string Distribution = "distribution";
}
