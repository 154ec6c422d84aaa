namespace DistLab.Checking;

/// <summary>What a property claims.</summary>
public enum PropertyKind : byte
{
    /// <summary>It holds in every state that can be reached.</summary>
    Always,

    /// <summary>It holds in no state that can be reached.</summary>
    Never,

    /// <summary>It holds in some state that can be reached.</summary>
    Sometimes,

    /// <summary>It holds whenever nothing is left to happen.</summary>
    WhenQuiet,

    /// <summary>Every fair run comes to a state in which it holds.</summary>
    Eventually,

    /// <summary>In every fair run, a state in which the first condition holds is followed by one in which the second does.</summary>
    LeadsTo,
}
