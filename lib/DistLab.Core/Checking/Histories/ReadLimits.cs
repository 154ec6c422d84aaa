namespace DistLab.Checking;

/// <summary>How large a history may be that is read from a text by somebody else. Whatever exceeds it is an error that names the line.</summary>
/// <param name="Events">How many events; a million unless told.</param>
/// <param name="LineLength">How many characters a line, or one form of EDN, may have; a million unless told.</param>
/// <param name="Depth">How deep lists may be nested; 32 unless told.</param>
public sealed record ReadLimits(int Events = 1_000_000, int LineLength = 1_000_000, int Depth = 32)
{
    /// <summary>The usual limits.</summary>
    public static ReadLimits Usual { get; } = new();
}
