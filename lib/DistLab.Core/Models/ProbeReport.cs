namespace DistLab.Models;

/// <summary>How often a time-out told the truth, over many runs.</summary>
/// <param name="Crashed">Runs in which P1 had crashed before it answered.</param>
/// <param name="Detected">How many of them ended with P0 believing so.</param>
/// <param name="Alive">Runs in which P1 was up and answered.</param>
/// <param name="WronglySuspected">How many of them ended with P0 believing that it had crashed.</param>
public sealed record ProbeReport(int Crashed, int Detected, int Alive, int WronglySuspected);
