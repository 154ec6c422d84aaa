namespace DistLab.Web;

/// <summary>A reply of a process to the order of that number.</summary>
internal sealed record Answer(int Number, Reply Reply);
