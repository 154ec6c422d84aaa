using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DistLab.Kernel;

/// <summary>Says what ended a worker's process, from what it announced, its exit code and the runtime's last words.</summary>
internal static partial class CrashText
{
    private const int KilledBySignal = 137;

    /// <param name="announced">The worker's last message about its end; null where it had no time for one.</param>
    /// <param name="exitCode">The process's exit code.</param>
    /// <param name="lastWords">What it wrote to standard error; returned without what the error already tells.</param>
    internal static CellError Describe(JsonObject? announced, int exitCode, ref string lastWords)
    {
        if (announced?["error"] is JsonObject error)
        {
            lastWords = Before(lastWords, "Unhandled exception.");
            string what = $"{error["ename"]}: {error["evalue"]}";
            return new CellError(
                "UnhandledException",
                $"An exception on a thread that nothing catches ended the process: {what}",
                [
                    "An exception on a thread that nothing catches ended the process:",
                    .. error["traceback"]!.AsArray().Select(NotebookText.String),
                    "Catch it on that thread, or use Task.Run and await, which brings it back to the cell.",
                ]);
        }
        if (lastWords.Contains("Stack overflow.", StringComparison.Ordinal))
            return StackOverflow(ref lastWords);
        if (Terminated().Match(lastWords) is { Success: true } failFast)
        {
            lastWords = lastWords[..failFast.Index];
            return Simple("ProcessTerminated", $"The process was ended by Environment.FailFast or by a fault in native code: {failFast.Groups[1].Value.Trim()}");
        }
        if (announced is not null)
            return Simple("ProcessExited", $"The cell ended its process with Environment.Exit (exit code {Code(exitCode)}). Leave that call out: a notebook ends by itself.");
        if (exitCode == KilledBySignal)
            return Simple("ProcessKilled", "The process was killed from outside (exit code 137); the commonest cause is that it used more memory than the machine has.");
        return Simple("ProcessCrashed", $"The process ended unexpectedly (exit code {Code(exitCode)}).");
    }

    private static CellError StackOverflow(ref string lastWords)
    {
        string trace = lastWords[lastWords.IndexOf("Stack overflow.", StringComparison.Ordinal)..];
        lastWords = Before(lastWords, "Stack overflow.");
        // The frames that repeat come first; the first of them that belongs to the cell is the one to name.
        string method = CellFrame().Match(trace) is { Success: true } frame ? $" The method is {frame.Groups[1].Value}." : "";
        return Simple("StackOverflow", $"Stack overflow: a method calls itself without end.{method}");
    }

    private static CellError Simple(string name, string message) => new(name, message, [message]);

    private static string Before(string text, string mark) =>
        text.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var index ? text[..index] : text;

    private static string Code(int exitCode) => exitCode.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Process terminated\.\s*([^\r\n]*)")]
    private static partial Regex Terminated();

    [GeneratedRegex(@"at Submission#\d+[.+](?:<[^>]*>g__)?([\w.+]+)")]
    private static partial Regex CellFrame();
}
