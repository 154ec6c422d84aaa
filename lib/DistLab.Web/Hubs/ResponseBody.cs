using System.Globalization;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace DistLab.Web;

/// <summary>A server's answer on its way to the client, as it comes.</summary>
internal static class ResponseBody
{
    /// <summary>Reads the answer and passes it on.</summary>
    /// <exception cref="InvalidDataException">It is no valid HTTP.</exception>
    /// <exception cref="IOException">The server broke it off.</exception>
    /// <exception cref="OperationCanceledException">The client is gone.</exception>
    public static async ValueTask PassAsync(Exchange exchange, UpstreamConnection connection, Patience patience)
    {
        connection.IsReusable = false;
        var head = await HeadAsync(exchange, connection);
        var response = exchange.Response;
        response.StatusCode = head.Status;
        if (head.Reason is not null)
            response.ReasonPhrase = head.Reason;
        response.Headers.Via = response.Headers.Via.Count > 0 ? $"{response.Headers.Via}, {RequestHead.Pseudonym}" : RequestHead.Pseudonym;
        if (exchange.Attempts > 1)
            response.Headers[HubServer.AttemptsHeader] = exchange.Attempts.ToString(CultureInfo.InvariantCulture);
        var writer = exchange.Body.Writer;
        switch (head.Body)
        {
            case BodyKind.Length:
                await PassAsync(head.Length, writer, connection, patience);
                break;
            case BodyKind.Chunked:
                await PassChunksAsync(writer, connection, patience);
                break;
            case BodyKind.UntilClose:
                await PassAllAsync(writer, connection, patience);
                break;
        }
        connection.IsReusable = head.KeepsAlive && connection.Unread.IsEmpty;
    }

    private static async ValueTask<ResponseHead> HeadAsync(Exchange exchange, UpstreamConnection connection)
    {
        var isHead = exchange.Request.Method == HttpMethods.Head;
        while (true)
        {
            int end;
            while ((end = ResponseHead.EndOf(connection.Unread)) == 0)
                await FillAsync(connection);
            var head = ResponseHead.Read(connection.Unread[..end], isHead, exchange.Response.Headers, connection.Texts);
            connection.Use(end);
            if (!head.IsInterim)
                return head;
        }
    }

    private static async ValueTask PassAsync(long length, PipeWriter writer, UpstreamConnection connection, Patience patience)
    {
        var left = length - Take(length, writer, connection);
        // What has come with the head goes with the head, in one piece.
        if (left == 0)
            return;
        await FlushAsync(writer, connection, patience);
        while (left > 0)
        {
            var room = writer.GetMemory(4096);
            var count = await connection.ReceiveAsync(room[..(int)Math.Min(left, room.Length)]);
            if (count == 0)
                throw new IOException("The server broke its answer off.");
            writer.Advance(count);
            await FlushAsync(writer, connection, patience);
            left -= count;
        }
    }

    private static async ValueTask PassAllAsync(PipeWriter writer, UpstreamConnection connection, Patience patience)
    {
        Take(long.MaxValue, writer, connection);
        while (true)
        {
            await FlushAsync(writer, connection, patience);
            var count = await connection.ReceiveAsync(writer.GetMemory(4096));
            if (count == 0)
                return;
            writer.Advance(count);
        }
    }

    private static async ValueTask PassChunksAsync(PipeWriter writer, UpstreamConnection connection, Patience patience)
    {
        while (true)
        {
            var left = ChunkLines.Size(await LineAsync(writer, connection, patience));
            if (left == 0)
                break;
            while (left > 0)
            {
                left -= Take(left, writer, connection);
                if (left > 0)
                    await WaitAsync(writer, connection, patience);
            }
            if ((await LineAsync(writer, connection, patience)).Length > 0)
                throw new InvalidDataException("A chunk is longer than it says.");
        }
        // Trailers are not passed on.
        while ((await LineAsync(writer, connection, patience)).Length > 0)
        {
        }
    }

    private static async ValueTask<string> LineAsync(PipeWriter writer, UpstreamConnection connection, Patience patience)
    {
        string? line;
        while (!ChunkLines.TryTake(connection, out line))
            await WaitAsync(writer, connection, patience);
        return line;
    }

    private static async ValueTask WaitAsync(PipeWriter writer, UpstreamConnection connection, Patience patience)
    {
        await FlushAsync(writer, connection, patience);
        await FillAsync(connection);
    }

    private static async ValueTask FillAsync(UpstreamConnection connection)
    {
        if (!await connection.FillAsync())
            throw new IOException("The server broke its answer off.");
    }

    private static int Take(long most, PipeWriter writer, UpstreamConnection connection)
    {
        var unread = connection.Unread;
        var count = (int)Math.Min(most, unread.Length);
        writer.Put(unread[..count]);
        connection.Use(count);
        return count;
    }

    // A client that reads slowly is no reason to be impatient with the server.
    private static async ValueTask FlushAsync(PipeWriter writer, UpstreamConnection connection, Patience patience)
    {
        Patience.End(connection);
        var flushed = await writer.FlushAsync();
        if (flushed.IsCompleted || flushed.IsCanceled)
            throw new OperationCanceledException("The client is gone.");
        patience.Begin(connection);
    }
}
