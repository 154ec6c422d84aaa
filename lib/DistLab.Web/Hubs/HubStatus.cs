using DistLab.Protocols;

namespace DistLab.Web;

/// <summary>What a hub has done so far.</summary>
/// <param name="Requests">Requests of clients.</param>
/// <param name="Retries">How many attempts followed a first one.</param>
/// <param name="BadGateway">Answers 502: the server broke the request off.</param>
/// <param name="Unavailable">Answers 503: there was no server to ask.</param>
/// <param name="Timeouts">Answers 504: the server was silent for too long.</param>
/// <param name="BrokenOff">Answers that broke off after their beginning had gone to the client.</param>
/// <param name="ClientsGone">Requests that the client gave up.</param>
/// <param name="Servers">The servers, in the order of their coming.</param>
public sealed record HubStatus(
    long Requests, long Retries, long BadGateway, long Unavailable, long Timeouts, long BrokenOff, long ClientsGone, ValueList<ServerStatus> Servers);
