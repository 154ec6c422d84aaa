namespace DistLab.Web;

/// <summary>What a hub knows of one of its servers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Where it is called.</param>
/// <param name="Condition">Whether it gets requests.</param>
/// <param name="Weight">How many requests it gets, in proportion to the others.</param>
/// <param name="InFlight">How many requests are with it now.</param>
/// <param name="Requests">How many requests it was given so far, each attempt counted.</param>
/// <param name="Failures">How many of them it broke off or left unanswered.</param>
/// <param name="Ejections">How often it was ejected.</param>
public sealed record ServerStatus(string Name, string Address, ServerCondition Condition, int Weight, int InFlight, long Requests, long Failures, int Ejections);
