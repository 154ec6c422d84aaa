using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DistLab.Analysis;
using DistLab.Protocols;

namespace DistLab.Notebooks;

/// <summary>
/// Keeps the results of a sweep in a file of JSON lines: one that says what sweep it is, then one for each run, in order. Each line ends in a
/// checksum over all lines so far. At any time the file is the beginning of what it will be in the end, to the byte, on however many cores and
/// after however many interruptions; a last line that was cut off is made anew.
/// </summary>
/// <param name="path">The file; its folder is made if need be.</param>
public sealed class SweepFile(string path) : ISweepStore, IDisposable
{
    private const string SumBegins = ",\"sum\":\"";
    private const int SumLength = 8 + 16 + 2;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private FileStream? _file;
    private ulong _sum = StableHash.Start;

    /// <inheritdoc/>
    public IReadOnlyList<double[]> Begin(SweepDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { Length: > 0 } folder)
                Directory.CreateDirectory(folder);
            // No other sweep may write to it meanwhile.
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            return TakeUp(Header(description));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SweepStoreException($"The results cannot be kept in {path}: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void Append(int run, ReadOnlySpan<double> values)
    {
        try
        {
            Write(new JsonObject { ["run"] = run, ["values"] = new JsonArray([.. values.ToArray().Select(Number)]) });
        }
        catch (IOException e)
        {
            throw new SweepStoreException($"The results cannot be kept in {path}: {e.Message}", e);
        }
    }

    /// <summary>Closes the file; what is in it can be taken up again.</summary>
    public void Dispose() => _file?.Dispose();

    private List<double[]> TakeUp(JsonObject header)
    {
        var lines = Lines();
        if (lines.Count == 0 || IsTornHeader(lines, header))
        {
            _file!.SetLength(0);
            Write(header);
            return [];
        }
        RefuseOther(header, Checked(lines[0]));
        var (kept, end) = (new List<double[]>(), lines[0].Length + 1L);
        for (var line = 1; line < lines.Count; line++)
        {
            var before = _sum;
            var next = end + lines[line].Length + 1;
            if (next <= _file!.Length && Checked(lines[line]) is { } json && json["run"]?.GetValue<int>() == kept.Count)
            {
                kept.Add([.. json["values"]!.AsArray().Select(Number)]);
                end = next;
            }
            else if (line < lines.Count - 1)
            {
                throw new SweepStoreException($"{path} is damaged in line {line + 1}. Delete it to begin anew.");
            }
            else
            {
                _sum = before;
            }
        }
        _file!.SetLength(end);
        _file.Position = end;
        return kept;
    }

    /// <summary>The file's lines as bytes, without their ends; the last one may be cut off.</summary>
    private List<byte[]> Lines()
    {
        var bytes = new byte[_file!.Length];
        _file.ReadExactly(bytes);
        var lines = new List<byte[]>();
        for (var at = 0; at < bytes.Length;)
        {
            var length = Array.IndexOf(bytes, (byte)'\n', at) is var end and >= 0 ? end - at : bytes.Length - at;
            lines.Add(bytes[at..(at + length)]);
            at += length + 1;
        }
        return lines;
    }

    /// <summary>Whether a sweep like this one was broken off in the file's first line. Whatever else is no beginning of ours, and not ours to write over.</summary>
    private bool IsTornHeader(List<byte[]> lines, JsonObject header)
    {
        var whole = Line(header, out _);
        return lines.Count == 1 && _file!.Length == lines[0].Length && whole.AsSpan().StartsWith(lines[0]);
    }

    /// <summary>What a line says, if its checksum is right.</summary>
    private JsonObject? Checked(byte[] line)
    {
        var text = Encoding.UTF8.GetString(line);
        if (text.Length < SumLength)
            return null;
        _sum = StableHash.Mix(_sum, text.AsSpan(0, text.Length - SumLength));
        return text.EndsWith(End(_sum), StringComparison.Ordinal) ? JsonNode.Parse(text)!.AsObject() : null;
    }

    private void RefuseOther(JsonObject expected, JsonObject? found)
    {
        if (found?["sweep"] is null)
            throw new SweepStoreException($"{path} is not the file of a sweep, or its first line is damaged. Give this sweep a file of its own, or delete it.");
        var other = expected.FirstOrDefault(part => found[part.Key]?.ToJsonString(Plain) != part.Value!.ToJsonString(Plain)).Key;
        var what = other switch
        {
            null => null,
            "points" => "other points",
            "measures" => "other measures",
            "version" => "other code",
            "sweep" => "another version of DistLab",
            _ => "other seeds",
        };
        if (what is not null)
            throw new SweepStoreException($"{path} holds the results of a sweep with {what}. Delete it, or give this sweep a file of its own.");
    }

    private static JsonObject Header(SweepDescription description) => new()
    {
        ["sweep"] = 1,
        ["points"] = new JsonArray([.. description.Points.Select(point => JsonNode.Parse(point))]),
        ["firstSeed"] = description.FirstSeed,
        ["seeds"] = description.Seeds,
        ["measures"] = new JsonArray([.. description.Measures.Select(measure => (JsonNode)$"{measure.Name}:{measure.Kind}")]),
        ["version"] = description.Version,
    };

    private void Write(JsonObject json)
    {
        var line = Line(json, out _sum);
        _file!.Write(line);
    }

    private byte[] Line(JsonObject json, out ulong sum)
    {
        var text = json.ToJsonString(Plain)[..^1];
        sum = StableHash.Mix(_sum, text);
        return Encoding.UTF8.GetBytes($"{text}{End(sum)}\n");
    }

    private static string End(ulong sum) => $"{SumBegins}{sum.ToString("x16", CultureInfo.InvariantCulture)}\"}}";

    private static JsonNode Number(double value) => double.IsFinite(value) ? value : value.ToString("R", CultureInfo.InvariantCulture);

    private static double Number(JsonNode? value) =>
        value!.GetValueKind() == JsonValueKind.String ? double.Parse(value.GetValue<string>(), CultureInfo.InvariantCulture) : value.GetValue<double>();
}
