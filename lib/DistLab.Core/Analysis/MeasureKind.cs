namespace DistLab.Analysis;

/// <summary>What the numbers of a measure stand for.</summary>
public enum MeasureKind : byte
{
    /// <summary>Numbers.</summary>
    Number,

    /// <summary>Times, in nanoseconds.</summary>
    Time,

    /// <summary>Truth values: 1 for yes, so that the mean is the share of yes.</summary>
    Share,
}
