namespace DistLab.Checking.Causality;

/// <summary>A read or a write.</summary>
/// <param name="Index">Its place in the history.</param>
/// <param name="Client">Whose it is.</param>
/// <param name="Key">Of what.</param>
/// <param name="IsWrite">Whether it writes.</param>
/// <param name="Value">What is read or written.</param>
/// <param name="IsAnswered">Whether its client got an answer; only then do the client's later operations come after it.</param>
internal readonly record struct Access(int Index, int Client, Value Key, bool IsWrite, Value Value, bool IsAnswered);
