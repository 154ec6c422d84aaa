using System.Text.RegularExpressions;
using DistLab.Kernel;

namespace DistLab.Cli.Checking;

/// <summary>Compares the outputs of a notebook with those of a new run of it.</summary>
internal static partial class OutputComparer
{
    /// <summary>The tag of cells whose outputs are measurements of time and differ from run to run.</summary>
    public const string TimingTag = "timing";

    /// <summary>The differences, in the order of the cells. A cell that failed or did not run again is left out: the run's verdict says so.</summary>
    public static IReadOnlyList<OutputDifference> Compare(NotebookDocument committed, NotebookRun run)
    {
        var ran = run.Cells.Where(cell => cell.Verdict is CellVerdict.Succeeded or CellVerdict.FailedAsExpected).Select(cell => cell.Index).ToHashSet();
        var differences = new List<OutputDifference>();
        var number = 0;
        foreach (var (cell, index) in committed.Cells.Select((cell, index) => (cell, index)).Where(pair => pair.cell.Type == CellType.Code))
        {
            number++;
            if (ran.Contains(index)) differences.AddRange(Compare(number, cell, run.Document.Cells[index]));
        }
        return differences;
    }

    private static IEnumerable<OutputDifference> Compare(int number, NotebookCell committed, NotebookCell now)
    {
        var (old, fresh) = (ComparedOutput.Of(committed), ComparedOutput.Of(now));
        if (committed.HasTag(TimingTag))
        {
            if (old.Count > 0 != fresh.Count > 0) yield return new OutputDifference(number, 0, Presence(old.Count > 0));
            yield break;
        }
        for (var i = 0; i < Math.Max(old.Count, fresh.Count); i++)
        {
            if (Compare(number, i, old.ElementAtOrDefault(i), fresh.ElementAtOrDefault(i)) is { } difference) yield return difference;
        }
    }

    private static string Presence(bool wasThere) => wasThere ? "has committed outputs, but none now" : "has outputs now, but none are committed";

    private static OutputDifference? Compare(int number, int index, ComparedOutput? old, ComparedOutput? fresh)
    {
        if (old is null || fresh is null)
        {
            var only = (old ?? fresh)!;
            return new OutputDifference(number, index + 1, $"{Name(only)} {(old is null ? "is new" : "is missing now")}");
        }
        if (IsTime(old) && IsTime(fresh)) return null;
        if (old.Kind != fresh.Kind) return new OutputDifference(number, index + 1, $"{Name(old)} is now {Name(fresh)}: {First(fresh)}");
        var parts = old.Parts.Keys.Union(fresh.Parts.Keys).Where(part => !old.HasSame(part, fresh)).OrderBy(Readability).ToList();
        if (parts.Count == 0) return null;
        var also = parts.Count > 1 ? $" (and {string.Join(", ", parts.Skip(1))})" : "";
        return new OutputDifference(number, index + 1, parts[0] + also, Change(old, fresh, parts[0]));
    }

    private static LineChange Change(ComparedOutput old, ComparedOutput fresh, string part) =>
        LineChange.Between(old.Parts.GetValueOrDefault(part) ?? "(absent)", fresh.Parts.GetValueOrDefault(part) ?? "(absent)");

    private static string Name(ComparedOutput output) =>
        output.Kind == "value" ? string.Join(" + ", output.Parts.Keys.OrderBy(Readability).Take(2)) : output.Kind;

    private static string First(ComparedOutput output) =>
        output.Parts.OrderBy(part => Readability(part.Key)).Select(part => part.Value.Split('\n')[0]).FirstOrDefault() ?? "";

    // The same change shows in every form of a value: report it in the one that a person reads best.
    private static int Readability(string mime) => mime switch { "text/plain" => 0, "text/markdown" => 1, "text/html" => 2, "image/svg+xml" => 4, _ => 3 };

    private static bool IsTime(ComparedOutput output) =>
        output.Kind is "value" or "stdout" && output.Parts.Values.Any(text => WallTime().IsMatch(text));

    [GeneratedRegex(@"^\s*(?:<\w+>)?Wall time: [\d.,]+ ?\w+(?:</\w+>)?\s*$")]
    private static partial Regex WallTime();
}
