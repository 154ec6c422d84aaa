namespace DistLab.Coordination;

/// <summary>What the processes of <see cref="MaekawaSandersMutex"/> say to each other.</summary>
public enum VotingMessage : byte
{
    /// <summary>Vote for me.</summary>
    Request,

    /// <summary>You have my vote.</summary>
    Vote,

    /// <summary>You do not come first: others are before you.</summary>
    Fail,

    /// <summary>May I have my vote back, unless you are sure to enter?</summary>
    Inquire,

    /// <summary>Here is your vote again; I still want it when my turn comes.</summary>
    Relinquish,

    /// <summary>I have left: here is your vote again.</summary>
    Release,
}
