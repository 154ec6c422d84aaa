namespace DistLab.Simulation;

/// <summary>What a row of a trace tells.</summary>
public enum TraceKind : byte
{
    /// <summary>A node began.</summary>
    Start,

    /// <summary>A node sent a message.</summary>
    Send,

    /// <summary>A message arrived at a node that was up.</summary>
    Receive,

    /// <summary>A message was lost: by chance, at a cut, or because its receiver was down.</summary>
    Lost,

    /// <summary>The network made a second copy of a message; the row's message number is that of the copy.</summary>
    Duplicate,

    /// <summary>A timer ran out.</summary>
    Timer,

    /// <summary>A node output something to the world outside.</summary>
    Output,

    /// <summary>A node read its own clock.</summary>
    ReadClock,

    /// <summary>A node set its own clock.</summary>
    SetClock,

    /// <summary>A node crashed.</summary>
    Crash,

    /// <summary>A node came back.</summary>
    Restart,

    /// <summary>The network was cut.</summary>
    Partition,

    /// <summary>The cut was healed.</summary>
    Heal,

    /// <summary>A message was corrupted under way; the content is what became of it. Followed by its loss if its checksum told.</summary>
    Corrupt,

    /// <summary>A node stood still.</summary>
    Pause,

    /// <summary>A node went on.</summary>
    Resume,

    /// <summary>A node became slow, or normal again; the content is the fault.</summary>
    Slow,

    /// <summary>A fault changed a node's clock; the content is the fault.</summary>
    ClockFault,

    /// <summary>A node departed from its protocol, or follows it again; the content is the fault.</summary>
    Byzantine,

    /// <summary>Links were cut or mended, or treat messages otherwise from now on; the content is the fault.</summary>
    Network,

    /// <summary>A node's state after what it has just taken in, where it changed; only in a trace that keeps states.</summary>
    State,
}
