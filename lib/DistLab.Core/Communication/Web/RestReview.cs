namespace DistLab.Communication.Web;

/// <summary>
/// What can be seen of a request's method and target alone: whether it uses HTTP as REST means it, or calls a procedure through it.
/// </summary>
/// <remarks>
/// REST does not prescribe how a URI is spelt, and a server may give any meaning to any text. A review can therefore only point at
/// words that say what a method should say; it goes by English verbs and by names of parameters that are usual.
/// </remarks>
public sealed class RestReview
{
    private static readonly string[] OperationNames = ["action", "call", "cmd", "command", "do", "function", "method", "op", "operation", "request", "requesttype", "verb"];
    private static readonly string[] SessionNames = ["jsessionid", "phpsessid", "session", "sessionid", "sid"];
    private static readonly Dictionary<string, string> MethodOf = new(StringComparer.Ordinal)
    {
        ["fetch"] = "GET", ["find"] = "GET", ["get"] = "GET", ["list"] = "GET", ["query"] = "GET", ["read"] = "GET", ["show"] = "GET", ["view"] = "GET",
        ["add"] = "POST", ["append"] = "POST", ["create"] = "POST", ["insert"] = "POST", ["make"] = "POST", ["new"] = "POST", ["submit"] = "POST",
        ["change"] = "PUT", ["edit"] = "PUT", ["replace"] = "PUT", ["set"] = "PUT", ["update"] = "PUT", ["write"] = "PUT",
        ["delete"] = "DELETE", ["drop"] = "DELETE", ["remove"] = "DELETE",
    };

    private readonly List<RestFinding> _findings = [];
    private readonly List<string> _path = [];
    private string? _verb;

    private RestReview(string method, Uri target)
    {
        Method = method.ToUpperInvariant();
        Target = target;
        string[] segments = [.. target.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
        var parameters = Parameters(target.Query).ToList();
        foreach (var segment in segments)
            ReadSegment(segment);
        foreach (var (name, value) in parameters)
            ReadParameter(name, value, pathNamesNothing: segments.Length == 0 || segments.Length == 1 && _verb is not null);
        if (Method is "GET" or "HEAD" && _verb is not null && MethodOf[_verb] != "GET")
            Find(RestRule.SafeMethodsChangeNothing, $"{Method} … {_verb}", $"{Method} is safe by definition: caches and crawlers may send it again, or answer it themselves, and here it would {_verb} something.");
        Suggestion = $"{(_verb is null ? Method : MethodOf[_verb])} {target.GetLeftPart(UriPartial.Authority)}/{string.Join('/', _path.Select(Uri.EscapeDataString))}";
    }

    /// <summary>The method, in capitals.</summary>
    public string Method { get; }

    /// <summary>The target.</summary>
    public Uri Target { get; }

    /// <summary>What is not RESTful, in the order of the request.</summary>
    public IReadOnlyList<RestFinding> Findings => _findings;

    /// <summary>Whether nothing was found.</summary>
    public bool IsRestful => _findings.Count == 0;

    /// <summary>A request for the same that is RESTful, as well as can be guessed from the words.</summary>
    public string Suggestion { get; }

    /// <summary>Reviews a request.</summary>
    /// <param name="method">The method, for instance GET.</param>
    /// <param name="target">An absolute URI with the scheme http or https.</param>
    /// <exception cref="ArgumentException">It is no such URI, or the method is no word.</exception>
    public static RestReview Of(string method, string target)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(target);
        if (method.Length == 0 || !method.All(char.IsAsciiLetter))
            throw new ArgumentException($"“{method}” is no method: write GET, for instance.", nameof(method));
        if (!Uri.TryCreate(target, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw new ArgumentException($"“{target}” is no target: write http://host.com/path, for instance.", nameof(target));
        return new(method, uri);
    }

    /// <summary>The request, and a line for each finding.</summary>
    public override string ToString() =>
        string.Join('\n', [$"{Method} {Target.OriginalString}", .. _findings.Select(finding => $"  {finding.Where}: {finding.Why}"), IsRestful ? "  nothing against it" : $"  rather: {Suggestion}"]);

    private void ReadSegment(string segment)
    {
        var words = Words(segment);
        if (!MethodOf.ContainsKey(words[0]))
        {
            _path.Add(segment);
            return;
        }
        TakeVerb(words);
        Find(RestRule.MethodSaysWhatIsDone, $"/{segment}", $"The path names an operation, “{words[0]}”, and not a thing.");
    }

    private void ReadParameter(string name, string value, bool pathNamesNothing)
    {
        var key = name.ToLowerInvariant();
        var words = Words(value);
        if (OperationNames.Contains(key) || MethodOf.ContainsKey(key))
        {
            TakeVerb(MethodOf.ContainsKey(key) ? [key] : words);
            Find(RestRule.MethodSaysWhatIsDone, $"{name}={value}", "What is to be done stands in the query, where no cache, proxy or client can know it; the method should say it.");
        }
        else if (SessionNames.Contains(key))
        {
            Find(RestRule.NoSession, $"{name}={value}", "The server must remember a session to understand the request, and only the server that does can answer it.");
        }
        else if (pathNamesNothing)
        {
            _path.InsertRange(0, [name, value]);
            Find(RestRule.PathNamesTheResource, $"{name}={value}", "The path names nothing; the thing that is meant stands in a parameter.");
        }
    }

    // “listContents” is to list, and the contents are the thing.
    private void TakeVerb(string[] words)
    {
        if (words.Length > 0 && MethodOf.ContainsKey(words[0]))
        {
            _verb ??= words[0];
            _path.AddRange(words.Skip(1));
        }
    }

    private void Find(RestRule rule, string where, string why) => _findings.Add(new(rule, where, why));

    private static IEnumerable<(string Name, string Value)> Parameters(string query) =>
        query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))
            .Select(pair => (Uri.UnescapeDataString(pair[0]), pair.Length == 2 ? Uri.UnescapeDataString(pair[1]) : ""));

    /// <summary>Its words in lower case: “listContents”, “list-contents” and “list_contents” are list and contents.</summary>
    private static string[] Words(string text)
    {
        var spaced = string.Concat(text.Select((letter, place) => char.IsAsciiLetterUpper(letter) && place > 0 ? $" {letter}" : letter is '-' or '_' or '.' ? " " : letter.ToString()));
        return spaced.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } words ? words : [""];
    }
}
