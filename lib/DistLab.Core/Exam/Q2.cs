using DistLab.Communication.Web;
using DistLab.Protocols;

namespace DistLab.Exam;

/// <summary>Question 2: is http://host.com?requestType=listContents&amp;dir=home RESTful?</summary>
public static class Q2
{
    private static readonly (string Verb, string Noun)[] Operations = [("list", "Files"), ("get", "Profile"), ("delete", "Photo"), ("update", "Address"), ("create", "Invoice"), ("show", "Orders")];
    private static readonly (string Kind, string Name)[] Things = [("user", "ada"), ("album", "rome"), ("shop", "7"), ("course", "ds")];

    /// <summary>The URI of the exam.</summary>
    public static string OfTheExam => "http://host.com?requestType=listContents&dir=home";

    /// <summary>The question of the exam.</summary>
    public static ExamAnswer Answer() => Answer("GET", OfTheExam);

    /// <summary>A fresh request: RESTful, or with its operation in the query, in the path, or its resource in the query.</summary>
    public static ExamAnswer Practice(ulong seed)
    {
        var random = new RandomStream(seed).Derive("request");
        var (verb, noun) = Operations[random.NextBelow(Operations.Length)];
        var (kind, name) = Things[random.NextBelow(Things.Length)];
        var (method, target) = random.NextBelow(4) switch
        {
            0 => (RestReview.Of("GET", $"http://host.com/{verb}").Suggestion.Split(' ')[0], $"http://host.com/{kind}/{name}/{noun.ToLowerInvariant()}"),
            1 => ("GET", $"http://host.com?action={verb}{noun}&{kind}={name}"),
            2 => ("POST", $"http://host.com/{kind}/{name}/{verb}{noun}"),
            _ => ("GET", $"http://host.com?{kind}={name}"),
        };
        return Answer(method, target);
    }

    /// <summary>The question for a request.</summary>
    /// <inheritdoc cref="RestReview.Of"/>
    public static ExamAnswer Answer(string method, string target)
    {
        var review = RestReview.Of(method, target);
        return new(
            $"Is this request RESTful, and why, or why not? {review.Method} {target}",
            [
                new("RESTful", review.IsRestful ? "yes" : "no"),
                .. review.Findings.Select(finding => new ExamResult(finding.Where, finding.Why)),
                .. review.IsRestful ? Array.Empty<ExamResult>() : [new("Rather", review.Suggestion)],
            ],
            [
                "Ask of a request: which thing does it mean? That must be its path. What is to be done with it? That must be its method. Does the server need to remember anything to understand it? It must not.",
                .. review.Findings.Select(finding => $"{finding.Where}: {finding.Why}"),
                review.IsRestful ? "The path names a thing, the method says what to do with it, and nothing else is needed." : $"With a path for the thing and the method for the operation: {review.Suggestion}",
            ],
            [
                new("Are parameters in the query forbidden?", "No. To filter, sort or page is what they are for: GET http://host.com/folders/home/contents?sort=date."),
                new("Is it the spelling of a URI that makes it RESTful?", "Strictly, no: a URI is opaque, and links, not guesses, should lead to it. What breaks REST is that one interface for all, the methods of HTTP, is passed by."),
            ]);
    }
}
