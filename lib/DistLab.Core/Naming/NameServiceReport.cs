namespace DistLab.Naming;

/// <summary>What a name service was measured to do.</summary>
/// <param name="Design">How it is built.</param>
/// <param name="LargestTable">Records at the server that holds most.</param>
/// <param name="ChangesAtBusiest">Of every 1,000 hosts that move, each as likely as the others, how many moves the busiest server has to take note of.</param>
/// <param name="QuestionsAtRoot">Questions to the busiest of the root's servers for every 1,000 clients.</param>
/// <param name="QuestionsAtBusiest">Questions to the busiest server of all for every 1,000 clients.</param>
/// <param name="QuestionsPerClient">Questions that a resolver asks for one client, on average.</param>
/// <param name="AnsweredWithoutRootServer">Share of clients that get an answer in the half hour after the root's first server has crashed.</param>
public sealed record NameServiceReport(
    NameServiceDesign Design,
    int LargestTable,
    double ChangesAtBusiest,
    double QuestionsAtRoot,
    double QuestionsAtBusiest,
    double QuestionsPerClient,
    double AnsweredWithoutRootServer);
