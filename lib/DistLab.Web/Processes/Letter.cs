namespace DistLab.Web;

/// <summary>An order to a process, with a number that its replies have as well.</summary>
internal sealed record Letter(int Number, Order Order);
