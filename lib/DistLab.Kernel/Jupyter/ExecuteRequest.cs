using System.Text.Json;

namespace DistLab.Kernel;

/// <summary>The content of a request for execution.</summary>
/// <param name="Code">The cell.</param>
/// <param name="Silent">Whether nothing is to be seen of it.</param>
/// <param name="StoreHistory">Whether it is counted and remembered; never if it is silent.</param>
/// <param name="AllowStdin">Whether it may ask for input.</param>
/// <param name="StopOnError">Whether an error gives up the cells that wait behind it.</param>
/// <param name="UserExpressions">Names and expressions to evaluate afterwards.</param>
internal sealed record ExecuteRequest(
    string Code, bool Silent, bool StoreHistory, bool AllowStdin, bool StopOnError, IReadOnlyList<KeyValuePair<string, string>> UserExpressions)
{
    private const int MostExpressions = 100;

    /// <exception cref="InvalidRequestException">A member is missing or of a wrong type.</exception>
    internal static ExecuteRequest Parse(JsonElement content)
    {
        bool silent = content.Flag("silent", false);
        return new ExecuteRequest(
            content.Text("code"),
            silent,
            !silent && content.Flag("store_history", true),
            content.Flag("allow_stdin", false),
            content.Flag("stop_on_error", true),
            Expressions(content));
    }

    private static List<KeyValuePair<string, string>> Expressions(JsonElement content)
    {
        if (content.Find("user_expressions") is not { } expressions)
            return [];
        if (expressions.ValueKind != JsonValueKind.Object)
            throw new InvalidRequestException("user_expressions is no object");
        var found = new Dictionary<string, string>();
        foreach (var member in expressions.EnumerateObject())
        {
            if (found.Count == MostExpressions)
                throw new InvalidRequestException($"more than {MostExpressions} user_expressions");
            string name = JsonFields.NameOf(member);
            found[name] = expressions.Text(name);
        }
        return [.. found];
    }
}
