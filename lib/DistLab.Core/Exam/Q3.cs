using System.Globalization;
using DistLab.Communication.Web;

namespace DistLab.Exam;

/// <summary>Question 3: one reason to choose SOAP over REST.</summary>
public static class Q3
{
    /// <summary>The question, with three reasons, of which one is asked for, and what each costs.</summary>
    public static ExamAnswer Answer()
    {
        var mistakes = SoapComparison.Mistakes().Skip(1).ToList();
        var (size, tampering) = (SoapComparison.Size(1), SoapComparison.Tampering());
        return new(
            "Describe one reason for which a developer would choose a SOAP API over a REST API.",
            [
                new("A formal contract", $"The service's description (WSDL) says in a form for machines which operations there are and what their messages look like: tools write the client from it, and a wrong message is refused before it does harm. Of {mistakes.Count} mistakes it finds {mistakes.Count(one => one.Contract is not null)}, a reader of JSON without a contract {mistakes.Count(one => one.Json is not null)}.", mistakes.Count(one => one.Contract is not null)),
                new("Security of the message", $"WS-Security signs and encrypts the message and not the connection, so that it holds through proxies and queues. A changed amount is {(tampering[^1].IsNoticed ? "noticed" : "not noticed")} where TLS alone has ended at the proxy."),
                new("Independence of HTTP", "The same envelope goes by queue or mail as well, and standards say how it is addressed, delivered surely and made part of a transaction (WS-Addressing, WS-ReliableMessaging, WS-AtomicTransaction)."),
            ],
            [
                "One reason is asked for: name one, say what it gives, and for whom that is worth its price.",
                $"The price of the envelope: {size.Soap} bytes instead of {size.Json} for one transfer, {Ratio(size.Ratio)} times as many; {size.SignedSoap} with a signature.",
                "The price of its use of HTTP: every call is a POST to one address, so no cache can answer it (question 2).",
            ],
            [
                new("If the REST API has a contract, too (OpenAPI, JSON Schema)", "Then the first reason is one of habit and tools. SOAP's contract is part of the standard, a REST API's is a courtesy."),
                new("If the JSON is signed, too (JWS, RFC 7515)", "Then the second reason falls. It must be agreed on by both ends; WS-Security is in the toolkits already."),
            ]);
    }

    private static string Ratio(double ratio) => ratio.ToString("0.0", CultureInfo.InvariantCulture);
}
