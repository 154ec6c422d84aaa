using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace DistLab.Web;

/// <summary>The head of a server's answer. It is read strictly: what could be understood in two ways is refused.</summary>
internal readonly record struct ResponseHead(int Status, string? Reason, BodyKind Body, long Length, bool KeepsAlive)
{
    /// <summary>How long the head at the beginning of what was read is, with its empty line; 0 if its end has not come yet.</summary>
    public static int EndOf(ReadOnlySpan<byte> read)
    {
        var end = read.IndexOf("\r\n\r\n"u8);
        return end < 0 ? 0 : end + 4;
    }

    /// <summary>Whether it is an interim answer, which another one follows.</summary>
    public bool IsInterim => Status is >= 100 and < 200;

    /// <summary>Reads a head.</summary>
    /// <param name="bytes">All of it, with the empty line.</param>
    /// <param name="isHead">Whether it answers HEAD.</param>
    /// <param name="headers">Where the fields are put that are to be passed on.</param>
    /// <param name="texts">Texts that the server has sent before.</param>
    /// <exception cref="InvalidDataException">It is no valid head.</exception>
    public static ResponseHead Read(ReadOnlySpan<byte> bytes, bool isHead, IHeaderDictionary headers, RecentTexts texts)
    {
        var lineEnd = bytes.IndexOf("\r\n"u8);
        var (status, reason, isOld) = StatusLine(bytes[..lineEnd]);
        var fields = bytes[(lineEnd + 2)..^2];
        var interim = status < 200;
        var (length, isChunked, connection) = Framing(fields);
        if (!interim)
            PassOn(fields, connection, headers, texts);
        var keeps = connection.Count == 0 ? !isOld : !HasOption(connection, "close") && (!isOld || HasOption(connection, "keep-alive"));
        if (interim || status is 204 or 304 || isHead)
            return new(status, reason, BodyKind.None, length ?? 0, keeps);
        if (isChunked)
            return new(status, reason, BodyKind.Chunked, 0, keeps);
        return length is { } known ? new(status, reason, known == 0 ? BodyKind.None : BodyKind.Length, known, keeps) : new(status, reason, BodyKind.UntilClose, 0, false);
    }

    private static (int Status, string? Reason, bool IsOld) StatusLine(ReadOnlySpan<byte> line)
    {
        var isOld = line.StartsWith("HTTP/1.0 "u8);
        if ((!isOld && !line.StartsWith("HTTP/1.1 "u8)) || line.Length < 12 || !Utf8Parser.TryParse(line[9..12], out int status, out var used) || used != 3 || status is < 100 or > 599)
            throw new InvalidDataException("The answer does not begin as HTTP does.");
        if (status == 101)
            throw new InvalidDataException("The server changed the protocol although it was not asked to.");
        if (line.Length > 12 && line[12] != ' ')
            throw new InvalidDataException("The status of the answer is no number of three digits.");
        var reason = line.Length > 13 ? line[13..] : default;
        foreach (var each in reason)
        {
            if (each < ' ' && each != '\t')
                throw new InvalidDataException("The answer's first line has control characters.");
        }
        // Kestrel knows the usual words for the usual numbers.
        return (status, status == 200 || reason.IsEmpty ? null : Encoding.Latin1.GetString(reason), isOld);
    }

    private static (long? Length, bool IsChunked, StringValues Connection) Framing(ReadOnlySpan<byte> fields)
    {
        long? length = null;
        var isChunked = false;
        StringValues connection = default;
        while (Next(ref fields, out var name, out var value))
        {
            if (Ascii.EqualsIgnoreCase(name, "Content-Length"u8))
            {
                if (value.IsEmpty || value.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0 || !Utf8Parser.TryParse(value, out long said, out _) || (length is { } before && before != said))
                    throw new InvalidDataException("The answer's length is no number, or there are two.");
                length = said;
            }
            else if (Ascii.EqualsIgnoreCase(name, "Transfer-Encoding"u8))
            {
                if (isChunked || !Ascii.EqualsIgnoreCase(value, "chunked"u8))
                    throw new InvalidDataException("The answer has a transfer coding that is not known here.");
                isChunked = true;
            }
            else if (Ascii.EqualsIgnoreCase(name, "Connection"u8))
            {
                connection = StringValues.Concat(connection, Encoding.Latin1.GetString(value));
            }
        }
        if (isChunked && length is not null)
            throw new InvalidDataException("The answer says its length in two ways.");
        return (length, isChunked, connection);
    }

    private static void PassOn(ReadOnlySpan<byte> fields, StringValues connection, IHeaderDictionary headers, RecentTexts texts)
    {
        while (Next(ref fields, out var name, out var value))
        {
            var key = texts.Get(name);
            if (!HopByHop.Contains(key, connection))
                headers[key] = StringValues.Concat(headers[key], texts.Get(value));
        }
    }

    // A field is "name: value"; lines that are continued, and names with blanks, are how requests are smuggled.
    private static bool Next(ref ReadOnlySpan<byte> fields, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        name = value = default;
        if (fields.IsEmpty)
            return false;
        var end = fields.IndexOf("\r\n"u8);
        var line = fields[..end];
        fields = fields[(end + 2)..];
        var colon = line.IndexOf((byte)':');
        if (colon <= 0 || line[..colon].IndexOfAnyInRange((byte)0, (byte)' ') >= 0 || line.IndexOfAny((byte)'\r', (byte)'\n', (byte)0) >= 0)
            throw new InvalidDataException("A field of the answer is none.");
        name = line[..colon];
        value = line[(colon + 1)..].Trim(" \t"u8);
        return true;
    }

    private static bool HasOption(StringValues connection, string option)
    {
        foreach (var list in connection)
        {
            foreach (var each in list!.Split(',', StringSplitOptions.TrimEntries))
            {
                if (each.Equals(option, StringComparison.OrdinalIgnoreCase))
                    return true;
            }
        }
        return false;
    }
}
