namespace DistLab.Consensus;

/// <summary>What it costs to withstand traitors.</summary>
/// <param name="Generals">How many generals there are: n.</param>
/// <param name="Traitors">How many traitors are withstood: m.</param>
/// <param name="Messages">Messages that were sent.</param>
/// <param name="Rounds">Rounds that were needed.</param>
public sealed record GeneralsBill(int Generals, int Traitors, long Messages, int Rounds);
