namespace DistLab.Communication.Web;

/// <summary>A transfer of money, as a program that receives JSON would declare it.</summary>
/// <param name="From">From which account.</param>
/// <param name="To">To which account.</param>
/// <param name="Amount">How much.</param>
/// <param name="Currency">Of what: three capital letters.</param>
public sealed record Transfer(string? From = null, string? To = null, decimal Amount = 0, string? Currency = null);
