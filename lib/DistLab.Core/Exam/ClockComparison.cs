namespace DistLab.Exam;

/// <summary>One of the four cases of questions 4 and 5, run. All times are in time units.</summary>
/// <param name="Stamped">When the server reads its clock: on sending or on receipt.</param>
/// <param name="Algorithm">Synchronous or Cristian.</param>
/// <param name="Sets">What the client set its clock to.</param>
/// <param name="TrueTime">What the server's clock showed at that moment.</param>
/// <param name="OffBy">How far the two were apart.</param>
/// <param name="Bound">How far they could be apart.</param>
public sealed record ClockComparison(string Stamped, string Algorithm, double Sets, double TrueTime, double OffBy, double Bound);
