namespace DistLab.Checking.Search;

/// <summary>What can happen next in a state.</summary>
internal enum MoveKind : byte
{
    /// <summary>A message arrives.</summary>
    Arrive,

    /// <summary>A message arrives, and another copy of it is still to come.</summary>
    ArriveTwice,

    /// <summary>A message arrives at a node that is down, and is lost.</summary>
    ArriveInVain,

    /// <summary>A timer runs out.</summary>
    Timeout,

    /// <summary>A node comes back.</summary>
    Restart,

    /// <summary>The network loses a message.</summary>
    Lose,

    /// <summary>A node crashes.</summary>
    Crash,
}
