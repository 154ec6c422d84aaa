namespace DistLab.Web;

/// <summary>How a chaos experiment ended.</summary>
public enum ChaosVerdict
{
    /// <summary>The hypothesis was true while things went wrong.</summary>
    Held,

    /// <summary>It was not.</summary>
    Refuted,

    /// <summary>So many requests failed that the experiment was broken off and everything mended.</summary>
    Aborted,

    /// <summary>The hypothesis was not even true before anything went wrong; nothing was broken.</summary>
    NotSteady,
}
