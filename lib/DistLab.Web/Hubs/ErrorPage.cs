using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace DistLab.Web;

/// <summary>What a client is told that gets no answer from a server: one line of plain text.</summary>
internal static class ErrorPage
{
    private static readonly Dictionary<int, byte[]> Texts = new()
    {
        [400] = "400: the hub cannot pass this request on.\n"u8.ToArray(),
        [408] = "408: the request came too slowly.\n"u8.ToArray(),
        [413] = "413: the body of the request is too long.\n"u8.ToArray(),
        [502] = "502: the server broke off before it answered. It may or may not have done what was asked.\n"u8.ToArray(),
        [503] = "503: no server can take the request now. Nothing was done.\n"u8.ToArray(),
        [504] = "504: the server did not answer in time. It may or may not have done what was asked.\n"u8.ToArray(),
    };

    /// <summary>Answers with a status.</summary>
    public static async ValueTask WriteAsync(Exchange exchange, int status)
    {
        Clear(exchange);
        exchange.Response.StatusCode = status;
        var headers = exchange.Response.Headers;
        headers.ContentType = "text/plain";
        if (exchange.Attempts > 1)
            headers[HubServer.AttemptsHeader] = exchange.Attempts.ToString(CultureInfo.InvariantCulture);
        if (status == StatusCodes.Status503ServiceUnavailable)
            headers.RetryAfter = "1";
        var text = Texts.GetValueOrDefault(status) ?? Texts[400];
        headers.ContentLength = text.Length;
        if (exchange.Request.Method == HttpMethods.Head)
            return;
        exchange.Body.Writer.Put(text);
        await exchange.Body.Writer.FlushAsync();
    }

    /// <summary>Takes back what a failed attempt has prepared.</summary>
    public static void Clear(Exchange exchange)
    {
        if (exchange.IsStarted)
            return;
        exchange.Response.Headers.Clear();
        exchange.Response.StatusCode = StatusCodes.Status200OK;
        exchange.Response.ReasonPhrase = null;
    }
}
