namespace DistLab.Availability;

/// <summary>What a hub thinks of a server: a small state machine that turns results of probes, or of requests, into a verdict.</summary>
/// <param name="IsDown">Whether it is taken for down. A server that nothing is known of is taken for healthy.</param>
/// <param name="Streak">How many results in a row spoke against that verdict.</param>
public readonly record struct ServerHealth(bool IsDown, int Streak)
{
    /// <summary>The verdict after one more result.</summary>
    /// <param name="isGood">Whether the server answered well.</param>
    /// <param name="fall">After how many bad results in a row it is taken for down.</param>
    /// <param name="rise">After how many good ones in a row it is taken for healthy again.</param>
    public ServerHealth After(bool isGood, int fall, int rise)
    {
        if (isGood != IsDown)
            return new(IsDown, 0);
        return Streak + 1 >= (IsDown ? rise : fall) ? new(!IsDown, 0) : new(IsDown, Streak + 1);
    }
}
