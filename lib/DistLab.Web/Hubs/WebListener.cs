using System.Net;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace DistLab.Web;

/// <summary>Kestrel on 127.0.0.1, without the layers above it: each request goes straight to one function.</summary>
internal sealed class WebListener : IAsyncDisposable
{
    private readonly KestrelServer _server;

    private WebListener(KestrelServer server)
    {
        _server = server;
        var address = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Address = new(IPAddress.Loopback, address.Port);
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Address { get; }

    public static async Task<WebListener> StartAsync(Func<Exchange, Task> handle, WebListenerOptions options)
    {
        // What Kestrel asks of a host that is not there.
        var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var kestrel = new KestrelServerOptions { ApplicationServices = services, AddServerHeader = false, AllowSynchronousIO = false };
        kestrel.Limits.MaxRequestBodySize = options.MaxBodyBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = options.MaxHeadBytes;
        kestrel.Limits.MaxConcurrentConnections = options.MaxConnections;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(options.HeadTimeout.Seconds);
        // Bytes that are no ASCII pass as they are.
        kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
        kestrel.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
        kestrel.Listen(IPAddress.Loopback, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
        // Nothing here blocks a thread, so that all may run where bytes arrive; and a buffer for each open connection is cheaper than a second read.
        var sockets = new SocketTransportOptions { UnsafePreferInlineScheduling = true, WaitForDataBeforeAllocatingBuffer = false };
        var server = new KestrelServer(Options.Create(kestrel), new SocketTransportFactory(Options.Create(sockets), NullLoggerFactory.Instance), NullLoggerFactory.Instance);
        await server.StartAsync(new Application(handle), CancellationToken.None);
        return new(server);
    }

    public async ValueTask DisposeAsync()
    {
        // Who still waits for an answer is not waited for.
        await _server.StopAsync(new CancellationToken(canceled: true));
        _server.Dispose();
    }

    private sealed class Application(Func<Exchange, Task> handle) : IHttpApplication<Exchange>
    {
        public Exchange CreateContext(IFeatureCollection contextFeatures)
        {
            var exchange = new Exchange();
            if (contextFeatures is IHostContextContainer<Exchange> container)
                exchange = container.HostContext ??= exchange;
            exchange.Begin(contextFeatures);
            return exchange;
        }

        public Task ProcessRequestAsync(Exchange context) => handle(context);

        public void DisposeContext(Exchange context, Exception? exception)
        {
        }
    }
}
