namespace DistLab.Communication.Web;

/// <summary>Something in a request that is not RESTful.</summary>
/// <param name="Rule">Which rule it offends against.</param>
/// <param name="Where">The part of the request.</param>
/// <param name="Why">Why, in a sentence.</param>
public sealed record RestFinding(RestRule Rule, string Where, string Why);
