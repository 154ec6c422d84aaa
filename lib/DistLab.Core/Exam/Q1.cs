using System.Globalization;
using DistLab.Naming;
using DistLab.Protocols;

namespace DistLab.Exam;

/// <summary>Question 1: what makes the Domain Name System scalable?</summary>
public static class Q1
{
    /// <summary>The question, answered with what the measured designs show.</summary>
    public static ExamAnswer Answer() => Answer(Measure());

    /// <summary>Four designs, each with one principle more than the one before, measured.</summary>
    public static IReadOnlyList<NameServiceReport> Measure(ulong seed = 1) => [.. NameServiceDesign.StepByStep.Select(design => NameServiceExperiment.Run(design, seed))];

    /// <summary>The question, answered with measurements that are there.</summary>
    /// <param name="measured">The four designs, in the order of <see cref="NameServiceDesign.StepByStep"/>.</param>
    public static ExamAnswer Answer(IReadOnlyList<NameServiceReport> measured)
    {
        ArgumentNullException.ThrowIfNull(measured);
        if (measured.Count != 4)
            throw new ArgumentException("Four designs are compared.", nameof(measured));
        var (table, tree, cached, replicated) = (measured[0], measured[1], measured[2], measured[3]);
        return new(
            "What makes the Domain Name System scalable?",
            [
                new("Hierarchy", $"The names are a tree cut into zones: no server holds more than {tree.LargestTable} records where one table would have {table.LargestTable}.", tree.LargestTable),
                new("Delegation", $"Who owns a zone changes it alone: the busiest server takes {Number(tree.ChangesAtBusiest)} of 1,000 changes instead of all.", tree.ChangesAtBusiest),
                new("Caching", $"A resolver keeps what it has learnt until its time to live is over: of 1,000 clients' searches {Number(cached.QuestionsAtRoot)} reach the root instead of all.", cached.QuestionsAtRoot),
                new("Replication", $"Each zone has several servers: the busiest has {Number(replicated.QuestionsAtBusiest)} questions for 1,000 clients instead of {Number(cached.QuestionsAtBusiest)}, and a dead one is passed over.", replicated.QuestionsAtBusiest),
            ],
            [
                "What grows with the Internet? Names, changes to them, and questions about them. Each must be divided among machines, or kept from them.",
                $"Names: cut the tree into zones. Then no machine holds all of them, but every search still begins at the root ({Number(tree.QuestionsAtRoot)} of 1,000), and takes {Number(tree.QuestionsPerClient)} questions instead of {Number(table.QuestionsPerClient)}.",
                "Changes: the owner of a zone makes them in the zone, and nobody above is asked.",
                $"Questions: let resolvers remember answers and referrals. They then ask {Number(cached.QuestionsPerClient)} questions a client, and the root hardly any: the names right below it are few and known to every resolver.",
                $"What is left is shared among replicas, which also answer when one is dead: {Percent(replicated.AnsweredWithoutRootServer)} of the clients get their answer in the half hour after the root's first server has died. Where it was the only one, caches alone still serve {Percent(cached.AnsweredWithoutRootServer)}.",
            ],
            [
                new("Without caching, is hierarchy enough?", $"No: the root is asked {Number(tree.QuestionsAtRoot)} times for 1,000 clients, as the one table was.", tree.QuestionsAtRoot),
                new("What does caching cost?", "An answer may be out of date, by up to its time to live."),
                new("What does replication cost?", "A change must reach every server of its zone; until then they disagree."),
            ]);
    }

    /// <summary>How large a share of its clients a resolver can answer from its cache, with a fresh rate and time to live.</summary>
    public static ExamAnswer Practice(ulong seed)
    {
        var random = new RandomStream(seed).Derive("names");
        var (perMinute, minutes) = (1 + random.NextBelow(12), 1 + random.NextBelow(10));
        var perLife = perMinute * minutes;
        var share = 100.0 * perLife / (1 + perLife);
        return new(
            $"The clients of a resolver ask for the address of one host {perMinute} times a minute on average, at random moments, and its time to live is {minutes} min. What share of them is answered from the cache, in percent?",
            [new("Share", $"{Number(share)} %", share)],
            [
                $"A client that misses has the resolver ask. For {minutes} min from then on, {perMinute} × {minutes} = {perLife} clients are to be expected, and all of them hit.",
                $"So of {perLife} + 1 clients one misses: {perLife}/{perLife + 1} = {Number(share)} %.",
            ],
            []);
    }

    private static string Number(double value) => value.ToString(value < 10 ? "0.##" : "#,0.#", CultureInfo.InvariantCulture);

    private static string Percent(double share) => $"{Number(100 * share)} %";
}
