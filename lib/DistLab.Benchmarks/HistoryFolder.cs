using System.Diagnostics;
using System.Globalization;
using DistLab.Checking;

namespace DistLab.Benchmarks;

/// <summary>
/// Checks every key-value history (<c>*.txt</c>, <c>*.edn</c>) of a folder, such as <c>test_data/kv</c> of github.com/anishathalye/porcupine, and holds the
/// verdict against the file's name, which says ok or bad.
/// </summary>
/// <remarks>
/// Porcupine's own tests took 291 ms for the histories of 50 clients taken apart by key, and 3.5 s for those of 10 clients not taken
/// apart, on a machine with two cores. Here each time is the least of several, of one thread.
/// </remarks>
internal static class HistoryFolder
{
    private const int Rounds = 7;

    /// <summary>With more clients, not taken apart by key, porcupine's tests do not try it either.</summary>
    private const int MostClientsWhole = 10;

    public static int Run(string folder)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder).Where(file => Path.GetExtension(file) is ".txt" or ".edn").Order(StringComparer.Ordinal).ToArray() : [];
        if (files.Length == 0)
        {
            Console.Error.WriteLine($"There are no .txt or .edn histories in {folder}. Name a folder such as porcupine/test_data/kv.");
            return 2;
        }
        Console.WriteLine("| history | clients | operations | verdict | as named | by key: ms, configurations | answer alone, ms | whole: ms, configurations |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        var wrong = files.Count(file => !Report(file));
        Console.WriteLine(wrong == 0 ? $"All {files.Length} verdicts are as named." : $"{wrong} of {files.Length} verdicts differ.");
        return wrong == 0 ? 0 : 1;
    }

    private static bool Report(string file)
    {
        using var text = new StreamReader(file);
        var history = JepsenHistory.Read(text);
        var verdict = Linearizability.Check(history, new KeyValueModel(""));
        var isAsNamed = Path.GetFileName(file).Contains("bad", StringComparison.Ordinal) == (verdict.Conformance == Conformance.Violated) && verdict.Conformance != Conformance.Unknown;
        var byKey = Time(() => Linearizability.Check(history, new KeyValueModel("")));
        var answer = Time(() => Linearizability.Check(history, new KeyValueModel(""), explains: false));
        var whole = history.Clients.Count <= MostClientsWhole ? Text(Time(() => Linearizability.Check(history, new KeyValueModel(""), byParts: false))) : "–";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {Path.GetFileName(file)} | {history.Clients.Count} | {history.Count} | {verdict.Conformance} | {(isAsNamed ? "yes" : "NO")} | {Text(byKey)} | {answer.Milliseconds:0.0} | {whole} |"));
        return isAsNamed;
    }

    private static string Text((double Milliseconds, long Configurations) time) => string.Create(CultureInfo.InvariantCulture, $"{time.Milliseconds:0.0}, {time.Configurations}");

    private static (double Milliseconds, long Configurations) Time(Func<ConsistencyVerdict> check)
    {
        var least = double.MaxValue;
        var configurations = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            configurations = check().Configurations;
            least = Math.Min(least, watch.Elapsed.TotalMilliseconds);
        }
        return (least, configurations);
    }
}
