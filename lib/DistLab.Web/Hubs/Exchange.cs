using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace DistLab.Web;

/// <summary>One request of a client and the answer to it, as Kestrel's features; used again for the next request on the same connection.</summary>
internal sealed class Exchange
{
    private IHttpRequestBodyDetectionFeature? _detection;

    public IFeatureCollection Features { get; private set; } = null!;

    public IHttpRequestFeature Request { get; private set; } = null!;

    public IHttpResponseFeature Response { get; private set; } = null!;

    public IHttpResponseBodyFeature Body { get; private set; } = null!;

    public IHttpRequestLifetimeFeature Lifetime { get; private set; } = null!;

    /// <summary>When the client's connection is gone, and with it whoever waited for this answer: cheaper than a token for each request.</summary>
    public CancellationToken Gone { get; private set; }

    /// <summary>The client's address.</summary>
    public IHttpConnectionFeature Connection { get; private set; } = null!;

    /// <summary>Whether a body follows the request's head.</summary>
    public bool HasBody { get; private set; }

    /// <summary>Whether some of the request's body was read: it cannot be sent a second time then.</summary>
    public bool IsBodyTouched { get; set; }

    /// <summary>How many servers were asked so far.</summary>
    public int Attempts { get; set; }

    /// <summary>The status that a wrong body deserves; 0 as long as nothing is wrong with it.</summary>
    public int BodyError { get; set; }

    /// <summary>Whether the client was promised an answer by the server, which can no longer be another one.</summary>
    public bool IsStarted => Response.HasStarted;

    public void Begin(IFeatureCollection features)
    {
        if (!ReferenceEquals(features, Features))
            Know(features);
        HasBody = _detection!.CanHaveBody;
        IsBodyTouched = false;
        BodyError = 0;
        Attempts = 0;
    }

    private void Know(IFeatureCollection features)
    {
        Features = features;
        Request = features.Get<IHttpRequestFeature>()!;
        Response = features.Get<IHttpResponseFeature>()!;
        Body = features.Get<IHttpResponseBodyFeature>()!;
        Lifetime = features.Get<IHttpRequestLifetimeFeature>()!;
        Connection = features.Get<IHttpConnectionFeature>()!;
        Gone = features.Get<IConnectionLifetimeFeature>()!.ConnectionClosed;
        _detection = features.Get<IHttpRequestBodyDetectionFeature>()!;
    }
}
