namespace DistLab.Web;

/// <summary>Passes one request to one server and its answer back. Who gets it, how often and when is the <see cref="HubServer"/>'s.</summary>
/// <remarks>
/// The seam for YARP: its <c>IHttpForwarder.SendAsync</c> takes an <c>HttpContext</c>, which <c>new DefaultHttpContext(exchange.Features)</c> is, and
/// the server's address. It would be the library of choice; the package feed that this project must build from lacks a package
/// it needs. <see cref="SocketForwarder"/> stands in its place.
/// </remarks>
internal interface IForwarder
{
    /// <summary>One attempt; it never throws for what a client or a server does.</summary>
    ValueTask<ForwardOutcome> ForwardAsync(Exchange exchange, Upstream server);
}
