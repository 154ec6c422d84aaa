namespace DistLab.Web;

/// <summary>How a hub sees one of its servers.</summary>
public enum ServerCondition
{
    /// <summary>It gets requests.</summary>
    Open,

    /// <summary>It failed, and gets no requests until it is well again.</summary>
    Ejected,

    /// <summary>It answers what it has, and gets nothing new.</summary>
    Draining,
}
