using DistLab.Protocols;

namespace DistLab.Models;

/// <summary>What an architectural model was measured to do.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Clients">How many clients there were.</param>
/// <param name="Requests">How many requests their users made.</param>
/// <param name="Messages">Messages for each request, on average.</param>
/// <param name="Busiest">The node that served most requests.</param>
/// <param name="BusiestShare">How many requests it served for each that was made, 0 … 1.</param>
/// <param name="Mean">The mean response time of the requests that were answered.</param>
/// <param name="Percentile99">The response time that 99 of 100 answered requests do not exceed.</param>
/// <param name="Answered">Share of the requests that were answered.</param>
/// <param name="AnsweredWithoutBusiest">Share of those made after the busiest node crashed; requests at a peer that is itself the crashed node count as unanswered.</param>
public sealed record ModelReport(
    string Model,
    int Clients,
    int Requests,
    double Messages,
    NodeId Busiest,
    double BusiestShare,
    Duration Mean,
    Duration Percentile99,
    double Answered,
    double AnsweredWithoutBusiest);
