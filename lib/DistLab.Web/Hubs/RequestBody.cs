using System.Buffers;
using System.Buffers.Text;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace DistLab.Web;

/// <summary>The body of a request on its way to a server, as it comes.</summary>
internal sealed class RequestBody(Exchange exchange, UpstreamConnection connection, Patience patience) : IDisposable
{
    private readonly PipeReader _reader = exchange.Features.Get<IRequestBodyPipeFeature>()!.Reader;
    private readonly bool _isChunked = exchange.Request.Headers.ContentLength is null;
    private readonly byte[] _line = ArrayPool<byte>.Shared.Rent(32);

    /// <summary>Sends the head and then the body. If the client breaks it off, the server never sees an end.</summary>
    public async Task SendAsync()
    {
        try
        {
            await connection.SendAllAsync(connection.Head.Written);
            exchange.IsBodyTouched = true;
            while (await PassSomeAsync())
            {
            }
        }
        catch (BadHttpRequestException e)
        {
            exchange.BodyError = e.StatusCode;
            connection.Break();
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or InvalidOperationException)
        {
            exchange.BodyError = StatusCodes.Status400BadRequest;
            connection.Break();
        }
        catch (Exception e) when (e is System.Net.Sockets.SocketException or ObjectDisposedException)
        {
            // The server wants no more. What it says, or does not say, tells why.
        }
    }

    /// <summary>Ends the waiting for more.</summary>
    public void Stop() => _reader.CancelPendingRead();

    public void Dispose() => ArrayPool<byte>.Shared.Return(_line);

    private async ValueTask<bool> PassSomeAsync()
    {
        Patience.End(connection);
        var read = await _reader.ReadAsync();
        patience.Begin(connection);
        if (read.IsCanceled)
        {
            _reader.AdvanceTo(read.Buffer.End);
            return false;
        }
        foreach (var part in read.Buffer)
        {
            if (part.Length > 0)
                await PassAsync(part);
        }
        _reader.AdvanceTo(read.Buffer.End);
        if (read.IsCompleted && _isChunked)
            await connection.SendAllAsync("0\r\n\r\n"u8.ToArray());
        return !read.IsCompleted;
    }

    private async ValueTask PassAsync(ReadOnlyMemory<byte> part)
    {
        if (!_isChunked)
        {
            await connection.SendAllAsync(part);
            return;
        }
        await connection.SendAllAsync(ChunkHead(part.Length));
        await connection.SendAllAsync(part);
        await connection.SendAllAsync(ChunkEnd());
    }

    private ReadOnlyMemory<byte> ChunkHead(int length)
    {
        Utf8Formatter.TryFormat(length, _line, out var used, new StandardFormat('x'));
        "\r\n"u8.CopyTo(_line.AsSpan(used));
        return _line.AsMemory(0, used + 2);
    }

    private ReadOnlyMemory<byte> ChunkEnd()
    {
        "\r\n"u8.CopyTo(_line);
        return _line.AsMemory(0, 2);
    }
}
