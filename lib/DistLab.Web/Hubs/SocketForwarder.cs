using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace DistLab.Web;

/// <summary>
/// Passes requests on over connections of its own, which it keeps open. Bodies stream both ways at the same time, through buffers of a few
/// kilobytes; a client that leaves takes the request at the server with it.
/// </summary>
/// <remarks>
/// Not <see cref="HttpClient"/>, which sends a request without a body again, whatever its method, when a kept connection turns out to be closed.
/// </remarks>
internal sealed class SocketForwarder(HubOptions options) : IForwarder
{
    private readonly Patience _patience = new(options.AnswerTimeout);

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ForwardOutcome> ForwardAsync(Exchange exchange, Upstream server)
    {
        var gone = exchange.Gone;
        // What may be sent twice may as well find out by itself that a connection is closed.
        var connection = server.TakeIdle(isSure: !RetryRules.IsIdempotent(exchange.Request.Method) || exchange.HasBody);
        try
        {
            connection ??= await server.ConnectAsync(options.ConnectTimeout, gone);
        }
        catch (SocketException)
        {
            return ForwardOutcome.NotSent;
        }
        catch (OperationCanceledException)
        {
            return ForwardOutcome.ClientGone;
        }
        var outcome = ForwardOutcome.Refused;
        try
        {
            using var leaving = gone.UnsafeRegister(static connection => ((UpstreamConnection)connection!).Break(), connection);
            if (RequestHead.TryWrite(connection.Head, exchange))
            {
                _patience.Begin(connection);
                if (exchange.HasBody)
                {
                    await StreamAsync(exchange, connection);
                }
                else
                {
                    await connection.SendAllAsync(connection.Head.Written);
                    await ResponseBody.PassAsync(exchange, connection, _patience);
                }
                outcome = ForwardOutcome.Answered;
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidDataException or IOException or OperationCanceledException)
        {
            outcome = Reason(exchange, connection);
        }
        finally
        {
            if (outcome == ForwardOutcome.Answered && connection.IsReusable)
                server.Keep(connection);
            else
                server.Close(connection);
        }
        return outcome;
    }

    /// <summary>Has the body go one way and the answer the other at the same time: the server may answer before it has read all.</summary>
    private async ValueTask StreamAsync(Exchange exchange, UpstreamConnection connection)
    {
        using var body = new RequestBody(exchange, connection, _patience);
        var sending = body.SendAsync();
        try
        {
            await ResponseBody.PassAsync(exchange, connection, _patience);
        }
        finally
        {
            // Nobody wants the rest of a body that was answered early, or will not be answered.
            if (!sending.IsCompleted)
            {
                connection.Break();
                body.Stop();
            }
            await sending;
        }
    }

    private static ForwardOutcome Reason(Exchange exchange, UpstreamConnection connection)
    {
        if (exchange.Gone.IsCancellationRequested || exchange.BodyError != 0)
            return ForwardOutcome.ClientGone;
        if (exchange.IsStarted)
            return ForwardOutcome.BrokenOff;
        return connection.IsOverdue ? ForwardOutcome.TimedOut : ForwardOutcome.Broken;
    }
}
