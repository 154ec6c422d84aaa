using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace DistLab.Communication.Web;

/// <summary>
/// Transfers in envelopes of SOAP 1.2, held against the schema that the service publishes in its description (WSDL), and signed in the
/// header, so that the signature stays with the message wherever it goes.
/// </summary>
/// <remarks>
/// Envelope: SOAP 1.2, W3C 2007. The signature stands for WS-Security (OASIS 2006) and is made in the same spirit, but it is an HMAC over
/// the text of the body, without WS-Security's canonical XML and certificates.
/// </remarks>
public static class SoapContract
{
    private static readonly XNamespace Soap = "http://www.w3.org/2003/05/soap-envelope";
    private static readonly XNamespace Bank = "http://bank.example/transfers";
    private static readonly XmlSchemaSet Schemas = ReadSchema();

    /// <summary>The part of the description that says what a transfer is.</summary>
    public static string Schema => """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://bank.example/transfers" elementFormDefault="qualified">
          <xs:element name="Transfers"><xs:complexType><xs:sequence>
            <xs:element name="Transfer" maxOccurs="1000"><xs:complexType><xs:sequence>
              <xs:element name="From" type="xs:token"/>
              <xs:element name="To" type="xs:token"/>
              <xs:element name="Amount"><xs:simpleType><xs:restriction base="xs:decimal"><xs:minExclusive value="0"/></xs:restriction></xs:simpleType></xs:element>
              <xs:element name="Currency"><xs:simpleType><xs:restriction base="xs:token"><xs:pattern value="[A-Z]{3}"/></xs:restriction></xs:simpleType></xs:element>
            </xs:sequence></xs:complexType></xs:element>
          </xs:sequence></xs:complexType></xs:element>
        </xs:schema>
        """;

    /// <summary>The envelope of some transfers, each a list of fields.</summary>
    /// <param name="transfers">The transfers, right or wrong.</param>
    /// <param name="key">With which key it is signed; without it, it is not.</param>
    public static string Envelope(IEnumerable<IReadOnlyList<(string Field, string Value)>> transfers, string? key = null)
    {
        ArgumentNullException.ThrowIfNull(transfers);
        var body = new XElement(Soap + "Body", new XElement(Bank + "Transfers", transfers.Select(fields => new XElement(Bank + "Transfer", fields.Select(one => new XElement(Bank + one.Field, one.Value))))));
        var header = new XElement(Soap + "Header", key is null ? null : new XElement(Bank + "Signature", Sign(body, key)));
        return new XElement(Soap + "Envelope", header, body).ToString(SaveOptions.DisableFormatting);
    }

    /// <summary>What the schema says against an envelope; <c>null</c> if nothing.</summary>
    public static string? Fault(string envelope)
    {
        var document = new XDocument(BodyOf(envelope).Elements().Single());
        string? fault = null;
        document.Validate(Schemas, (_, problem) => fault ??= problem.Message);
        return fault;
    }

    /// <summary>The transfers in an envelope that the schema has nothing against.</summary>
    /// <exception cref="XmlException">It is no XML.</exception>
    /// <exception cref="ArgumentException">It has no body, or the schema has something against it.</exception>
    public static IReadOnlyList<Transfer> Read(string envelope) => Fault(envelope) is { } fault
        ? throw new ArgumentException(fault, nameof(envelope))
        : [.. BodyOf(envelope).Descendants(Bank + "Transfer").Select(one => new Transfer(
            (string?)one.Element(Bank + "From"), (string?)one.Element(Bank + "To"), (decimal)one.Element(Bank + "Amount")!, (string?)one.Element(Bank + "Currency")))];

    /// <summary>Whether an envelope is signed with this key, and its body is the one that was signed.</summary>
    public static bool IsAuthentic(string envelope, string key) =>
        XElement.Parse(envelope).Element(Soap + "Header")?.Element(Bank + "Signature")?.Value is { } signature
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(Sign(BodyOf(envelope), key)));

    private static XElement BodyOf(string envelope) =>
        XElement.Parse(envelope).Element(Soap + "Body") ?? throw new ArgumentException("The envelope has no body.", nameof(envelope));

    // What is signed is the text of the content alone: the same element written elsewhere would repeat or drop a declaration of its namespace.
    private static string Sign(XElement body, string key) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(string.Join('\n', body.Descendants().Select(element => $"{element.Name}={(element.HasElements ? "" : element.Value)}")))));

    private static XmlSchemaSet ReadSchema()
    {
        var schemas = new XmlSchemaSet { XmlResolver = null };
        using var reader = XmlReader.Create(new StringReader(Schema), new() { DtdProcessing = DtdProcessing.Prohibit });
        schemas.Add(null, reader);
        schemas.Compile();
        return schemas;
    }
}
