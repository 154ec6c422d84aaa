using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DistLab.Communication.Web;

/// <summary>The same transfers as JSON and in SOAP's envelope: what each costs, and what each notices.</summary>
public static class SoapComparison
{
    private const string Key = "shared by the two ends";

    private static readonly (string Field, string Value)[] Right = [("From", "DE-1001"), ("To", "FR-2002"), ("Amount", "10.50"), ("Currency", "EUR")];

    /// <summary>How long so many transfers are.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none, or more than the contract allows: 1,000.</exception>
    public static MessageSize Size(int transfers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(transfers, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(transfers, 1_000);
        var all = Enumerable.Repeat(Right, transfers).ToList();
        return new(transfers, Bytes(Json(all)), Bytes(SoapContract.Envelope(all)), Bytes(SoapContract.Envelope(all, Key)));
    }

    /// <summary>Five mistakes, each sent in both forms, and one transfer that is right.</summary>
    public static IReadOnlyList<MistakeCase> Mistakes() =>
    [
        Case("none", Right),
        Case("a field is missing", [.. Right.Where(one => one.Field != "Amount")]),
        Case("a field is misspelt", [.. Right.Select(one => one.Field == "Amount" ? ("Ammount", one.Value) : one)]),
        Case("a word for a number", [.. Right.Select(one => one.Field == "Amount" ? (one.Field, "ten") : one)]),
        Case("a negative amount", [.. Right.Select(one => one.Field == "Amount" ? (one.Field, "-10.50") : one)]),
        Case("no such currency code", [.. Right.Select(one => one.Field == "Currency" ? (one.Field, "Euro") : one)]),
    ];

    /// <summary>A proxy that is trusted with the connection, but should not be with the message, asks for ten times as much.</summary>
    public static IReadOnlyList<TamperCase> Tampering()
    {
        var (json, plain, signed) = (Json([Right]), SoapContract.Envelope([Right]), SoapContract.Envelope([Right], Key));
        return
        [
            new("JSON over TLS", Bytes(json), ReadJson(Tamper(json))[0].Amount, FaultOfJson(Tamper(json)) is not null),
            new("SOAP over TLS", Bytes(plain), SoapContract.Read(Tamper(plain))[0].Amount, SoapContract.Fault(Tamper(plain)) is not null),
            new("SOAP, signed", Bytes(signed), SoapContract.Read(Tamper(signed))[0].Amount, !SoapContract.IsAuthentic(Tamper(signed), Key)),
        ];
    }

    private static MistakeCase Case(string mistake, IReadOnlyList<(string Field, string Value)> fields)
    {
        var json = Json([fields]);
        var fault = FaultOfJson(json);
        return new(mistake, SoapContract.Fault(SoapContract.Envelope([fields])), fault, fault is null ? ReadJson(json)[0] : null);
    }

    private static string? FaultOfJson(string json)
    {
        try
        {
            ReadJson(json);
            return null;
        }
        catch (JsonException e)
        {
            return e.Message;
        }
    }

    private static string Json(IEnumerable<IReadOnlyList<(string Field, string Value)>> transfers) =>
        new JsonArray([.. transfers.Select(fields => new JsonObject(fields.Select(one => KeyValuePair.Create(char.ToLowerInvariant(one.Field[0]) + one.Field[1..], Token(one.Value)))))]).ToJsonString();

    private static JsonNode? Token(string value) =>
        decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(value);

    private static List<Transfer> ReadJson(string json) => JsonSerializer.Deserialize<List<Transfer>>(json, JsonSerializerOptions.Web)!;

    private static string Tamper(string message) => message.Replace("10.50", "105.0", StringComparison.Ordinal);

    private static int Bytes(string message) => Encoding.UTF8.GetByteCount(message);
}
