using System.Diagnostics;
using System.Globalization;
using DistLab.Consensus;

namespace DistLab.Benchmarks;

/// <summary>Tries a replicated store of five servers under one plan of faults after another; the first that breaks anything is shrunk and shown.</summary>
internal static class RaftSoak
{
    public static int Run(string runs)
    {
        if (!int.TryParse(runs, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count < 1)
        {
            Console.Error.WriteLine($"'{runs}' is no number of runs. For example: raft-soak 1000");
            return 2;
        }
        var watch = Stopwatch.StartNew();
        var failure = new StoreTrial(new RaftStore(5, StoreTrial.Options)).Search(1..(count + 1), new Tell());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:0.0} s"));
        if (failure is null)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Seeds 1 … {count}: every guarantee held, every history was linearizable, and every store was at work again in the end."));
            return 0;
        }
        Console.WriteLine(failure.Shrink());
        return 1;
    }

    private sealed class Tell : IProgress<ulong>
    {
        public void Report(ulong value)
        {
            if (value % 100 == 0)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {value}"));
        }
    }
}
