using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace DistLab.Web;

/// <summary>
/// A small service: <c>/work</c> takes its time, <c>/items/KEY</c> is state (GET, PUT, DELETE; POST adds 1, which is not idempotent),
/// <c>/backup</c> is all of it (GET, PUT) for whom knows the server's secret, and <c>/health</c> says whether it is well.
/// </summary>
internal sealed class ItemServer : IAsyncDisposable
{
    /// <summary>The header with the name of the server that answers.</summary>
    public const string ServerHeader = "X-Server";

    private const int LongestValue = 64 * 1024;

    private readonly string _name;
    private readonly byte[] _permission;
    private readonly WorkQueue _queue;
    private readonly ItemStore _store = new();
    private readonly byte[] _answer;
    private readonly string _answerLength;
    private WebListener? _listener;

    private ItemServer(string name, ServerOptions options, string secret)
    {
        _name = name;
        _permission = Encoding.UTF8.GetBytes($"Bearer {secret}");
        _queue = new(options);
        _answer = [.. Enumerable.Repeat((byte)'.', options.AnswerBytes)];
        _answerLength = options.AnswerBytes.ToString(CultureInfo.InvariantCulture);
    }

    public IPEndPoint Address => _listener!.Address;

    /// <summary>How many times as long everything takes.</summary>
    public double Slowness
    {
        set => _queue.Slowness = value;
    }

    public static async Task<ItemServer> StartAsync(string name, int port, ServerOptions options, string secret)
    {
        var server = new ItemServer(name, options, secret);
        server._listener = await WebListener.StartAsync(server.HandleAsync, new() { Port = port, MaxBodyBytes = 256 * 1024 * 1024 });
        return server;
    }

    public ValueTask DisposeAsync() => _listener!.DisposeAsync();

    private Task HandleAsync(Exchange exchange)
    {
        exchange.Response.Headers[ServerHeader] = _name;
        var path = exchange.Request.Path;
        return path switch
        {
            "/health" => SayAsync(exchange, StatusCodes.Status200OK, "well\n"u8.ToArray()),
            "/work" => WorkAsync(exchange),
            "/backup" => BackupAsync(exchange),
            _ when path.StartsWith("/items/", StringComparison.Ordinal) => ItemAsync(exchange, path["/items/".Length..]),
            _ => SayAsync(exchange, StatusCodes.Status404NotFound, "There is /work, /items/KEY, /backup and /health.\n"u8.ToArray()),
        };
    }

    private async Task WorkAsync(Exchange exchange)
    {
        if (_queue.Enqueue() is not { } work)
        {
            await SayAsync(exchange, StatusCodes.Status503ServiceUnavailable, "Too many wait already.\n"u8.ToArray());
            return;
        }
        await work;
        exchange.Response.Headers.ContentType = "text/plain";
        exchange.Response.Headers["Content-Length"] = _answerLength;
        exchange.Body.Writer.Put(_answer);
    }

    private async Task ItemAsync(Exchange exchange, string key)
    {
        switch (exchange.Request.Method)
        {
            case "GET":
                var (value, version) = _store.Get(key);
                await SayAsync(exchange, value is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK, value ?? [], version);
                break;
            case "PUT":
                var put = _store.Put(key, await ReadAsync(exchange, LongestValue));
                await SayAsync(exchange, StatusCodes.Status200OK, [], put);
                break;
            case "POST":
                _ = await ReadAsync(exchange, LongestValue);
                var (sum, added) = _store.AddOne(key);
                await SayAsync(exchange, StatusCodes.Status200OK, Encoding.ASCII.GetBytes(sum.ToString(CultureInfo.InvariantCulture)), added);
                break;
            case "DELETE":
                await SayAsync(exchange, StatusCodes.Status200OK, [], _store.Delete(key));
                break;
            default:
                await SayAsync(exchange, StatusCodes.Status405MethodNotAllowed, []);
                break;
        }
    }

    private async Task BackupAsync(Exchange exchange)
    {
        // Whoever may pass the hub may ask for a path; all state of everybody is not for all.
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(exchange.Request.Headers.Authorization.ToString()), _permission))
        {
            exchange.Response.Headers.WWWAuthenticate = "Bearer";
            await SayAsync(exchange, StatusCodes.Status401Unauthorized, "Backups are for the site only, which knows the secret.\n"u8.ToArray());
            return;
        }
        if (exchange.Request.Method == "GET")
        {
            var image = _store.Image;
            await SayAsync(exchange, StatusCodes.Status200OK, BackupFile.Write(image), image.Version);
            return;
        }
        try
        {
            var image = BackupFile.Read(await ReadAsync(exchange, int.MaxValue));
            _store.Replace(image);
            await SayAsync(exchange, StatusCodes.Status200OK, [], image.Version);
        }
        catch (InvalidDataException e)
        {
            await SayAsync(exchange, StatusCodes.Status422UnprocessableEntity, Encoding.UTF8.GetBytes(e.Message + "\n"));
        }
    }

    private static async Task<byte[]> ReadAsync(Exchange exchange, int limit)
    {
        if (!exchange.HasBody)
            return [];
        using var memory = new MemoryStream();
        var reader = exchange.Features.Get<IRequestBodyPipeFeature>()!.Reader;
        while (true)
        {
            var read = await reader.ReadAsync();
            foreach (var part in read.Buffer)
                memory.Write(part.Span);
            reader.AdvanceTo(read.Buffer.End);
            if (memory.Length > limit)
                throw new BadHttpRequestException($"A value has at most {limit:N0} bytes.", StatusCodes.Status413PayloadTooLarge);
            if (read.IsCompleted)
                return memory.ToArray();
        }
    }

    private static async Task SayAsync(Exchange exchange, int status, byte[] body, long? version = null)
    {
        exchange.Response.StatusCode = status;
        exchange.Response.Headers.ContentLength = body.Length;
        if (version is { } known)
            exchange.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{known}\"");
        exchange.Body.Writer.Put(body);
        await exchange.Body.Writer.FlushAsync();
    }
}
