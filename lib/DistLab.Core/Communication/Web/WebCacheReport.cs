namespace DistLab.Communication.Web;

/// <summary>What became of the requests that went through a shared cache.</summary>
/// <param name="Style">How the service uses HTTP.</param>
/// <param name="Requests">How many there were.</param>
/// <param name="ReachedServer">How many of them the server had to answer.</param>
/// <param name="Stale">How many readers were shown what was no longer true.</param>
/// <param name="LostChanges">How many changes the cache answered itself, so that they never happened.</param>
public sealed record WebCacheReport(WebStyle Style, int Requests, int ReachedServer, int Stale, int LostChanges);
