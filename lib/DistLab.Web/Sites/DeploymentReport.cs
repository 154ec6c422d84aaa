using DistLab.Availability;
using DistLab.Protocols;

namespace DistLab.Web;

/// <summary>What users noticed of a deployment.</summary>
/// <param name="Kind">How it was done.</param>
/// <param name="Took">From its beginning until the last new server got requests and the last old one was gone.</param>
/// <param name="Failed">How many requests failed or timed out.</param>
/// <param name="Report">All that was measured, before and after as well.</param>
public sealed record DeploymentReport(DeploymentKind Kind, Duration Took, int Failed, ServiceReport Report)
{
    /// <summary>The numbers, for example <c>BlueGreen in 700 ms: 0 of 900 requests failed</c>.</summary>
    public override string ToString() => $"{Kind} in {Took}: {Failed} of {Report.Figures.Requests} requests failed";
}
