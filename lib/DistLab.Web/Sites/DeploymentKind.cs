namespace DistLab.Web;

/// <summary>How new servers take the place of old ones.</summary>
public enum DeploymentKind
{
    /// <summary>One server after the other is stopped, whatever it is doing, and started anew.</summary>
    StopAndReplace,

    /// <summary>One server after the other gets nothing new, answers what it has, is stopped and started anew.</summary>
    Rolling,

    /// <summary>As many new servers are started beside the old ones; when they are well all requests go to them, and the old ones are drained.</summary>
    BlueGreen,
}
