using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace DistLab.Web;

/// <summary>What a server is sent before the body: made anew from what Kestrel has understood, never copied, so that both sides see the same end of a message.</summary>
internal static class RequestHead
{
    internal const string Pseudonym = "1.1 distlab";

    /// <summary>Writes the head; false if the request is none that can be passed on.</summary>
    public static bool TryWrite(HeadWriter head, Exchange exchange)
    {
        var request = exchange.Request;
        var target = Target(request.RawTarget);
        // Kestrel keeps the length under this name when both lengths were given: somebody may be smuggling a second request.
        if (target is null || request.Headers.ContainsKey("X-Content-Length"))
            return false;
        head.Clear();
        head.Add(request.Method);
        head.Add(" "u8);
        head.Add(target);
        head.Add(" HTTP/1.1\r\n"u8);
        AddFields(head, request.Headers);
        if (exchange.HasBody && request.Headers.ContentLength is null)
            head.Add("Transfer-Encoding: chunked\r\n"u8);
        AddForwarded(head, request.Headers, exchange.Connection);
        head.Header("Via", request.Headers.Via.Count > 0 ? $"{request.Headers.Via}, {Pseudonym}" : Pseudonym);
        head.Add("\r\n"u8);
        return true;
    }

    /// <summary>The path and query of a request's target; null for what is not for a server behind a hub.</summary>
    private static string? Target(string raw)
    {
        if (raw.StartsWith('/'))
            return IsPlain(raw) ? raw : null;
        return Uri.TryCreate(raw, UriKind.Absolute, out var absolute) && absolute.Scheme is "http" or "https" ? absolute.PathAndQuery : null;
    }

    private static bool IsPlain(string target)
    {
        foreach (var each in target)
        {
            if (each is <= ' ' or >= (char)127)
                return false;
        }
        return true;
    }

    private static void AddFields(HeadWriter head, IHeaderDictionary headers)
    {
        // Kestrel keeps of this field only "close" or "keep-alive" where a client says either: what else that names is passed on.
        var connection = headers.Connection;
        foreach (var (name, values) in headers)
        {
            if (HopByHop.Contains(name, connection) || name.Equals("Expect", StringComparison.OrdinalIgnoreCase)
                || name.Equals("Via", StringComparison.OrdinalIgnoreCase) || name.Equals("Forwarded", StringComparison.OrdinalIgnoreCase))
                continue;
            foreach (var value in values)
                head.Header(name, value ?? "");
        }
    }

    // RFC 7239: who asked, by which name and how.
    private static void AddForwarded(HeadWriter head, IHeaderDictionary headers, IHttpConnectionFeature connection)
    {
        head.Add("Forwarded: "u8);
        if (headers["Forwarded"] is { Count: > 0 } before)
        {
            head.Add(before.ToString());
            head.Add(", "u8);
        }
        head.Add("for="u8);
        head.Add(Text(connection.RemoteIpAddress));
        if (headers.Host is { Count: 1 } host && host[0] is { Length: > 0 } name && !name.AsSpan().ContainsAny('"', '\\'))
        {
            head.Add(";host=\""u8);
            head.Add(name);
            head.Add("\""u8);
        }
        head.Add(";proto=http\r\n"u8);
    }

    private static string Text(IPAddress? address) => address switch
    {
        null => "unknown",
        { AddressFamily: AddressFamily.InterNetworkV6 } => string.Create(CultureInfo.InvariantCulture, $"\"[{address}]\""),
        _ when address.Equals(IPAddress.Loopback) => "127.0.0.1",
        _ => address.ToString(),
    };
}
