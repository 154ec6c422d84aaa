namespace DistLab.Notebooks.SpaceTime;

/// <summary>The fixed measures of a diagram, in pixels.</summary>
internal static class Frame
{
    public const double AxisX = 64;

    /// <summary>Between these two stand lifelines, labels and backdrops.</summary>
    public const double LeftEdge = 74;

    public const double RightEdge = 706;

    public const double ViolationLabelWidth = RightEdge - LeftEdge - 40;
}
