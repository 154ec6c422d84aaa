using DistLab.Checking;

namespace DistLab.Core.Tests.Checking.Consistency;

/// <summary>Long histories of a key-value store, correct and with one fault planted in the middle.</summary>
public sealed class SimulatedStoreTests
{
    [Theory]
    [InlineData(1, 60)]
    [InlineData(10, 400)]
    [InlineData(50, 2_000)]
    public void A_correct_store_is_linearizable_for_any_number_of_clients(int clients, int operations)
    {
        for (var seed = 1UL; seed <= 5; seed++)
            Assert.True(Linearizability.Check(SimulatedStore.Run(clients, operations, seed), new KeyValueModel("")).IsSatisfied);
    }

    [Fact]
    public void A_correct_store_is_found_so_without_taking_its_keys_apart()
    {
        for (var seed = 1UL; seed <= 3; seed++)
            Assert.True(Linearizability.Check(SimulatedStore.Run(10, 400, seed), new KeyValueModel(""), byParts: false).IsSatisfied);
    }

    [Fact]
    public void A_stale_read_a_lost_append_and_one_applied_twice_are_found_in_a_late_prefix()
    {
        foreach (var fault in (StoreFault[])[StoreFault.StaleRead, StoreFault.LostAppend, StoreFault.TwiceApplied])
        {
            var conflicts = new List<int>();
            foreach (var clients in (int[])[1, 10, 50])
            {
                for (var seed = 1UL; seed <= 4; seed++)
                {
                    var verdict = Linearizability.Check(SimulatedStore.Run(clients, 40 * clients, seed, fault), new KeyValueModel(""));
                    // What is put over before anybody reads it, or concurrent with the read, is no violation.
                    if (verdict.IsSatisfied)
                        continue;
                    conflicts.Add(verdict.Offending.Count);
                    Assert.True(verdict.PrefixLength >= 40 * clients / 2, $"{fault}, {clients} clients, seed {seed}: {verdict}");
                }
            }
            Assert.InRange(conflicts.Count, 4, 12);
            // Nearly always a write, the one that it overwrote or lost, and the read tell all.
            Assert.True(conflicts.Count(size => size <= 3) * 4 >= conflicts.Count * 3, string.Join(", ", conflicts));
        }
    }
}
