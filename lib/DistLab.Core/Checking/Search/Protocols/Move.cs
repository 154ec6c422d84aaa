namespace DistLab.Checking.Search;

/// <summary>One thing that can happen next in a state.</summary>
internal struct Move
{
    public MoveKind Kind;

    /// <summary>Where the message stands in the state; otherwise the node.</summary>
    public int At;

    /// <summary>What the node does; −1 when it does nothing, or crashes.</summary>
    public int Step;

    /// <summary>The timer that runs out.</summary>
    public int Timer;

    /// <summary>The history afterwards.</summary>
    public int History;

    /// <summary>The fingerprint of the state that it leads to.</summary>
    public ulong Fingerprint;

    /// <summary>Whether it leads to the state that it starts from.</summary>
    public bool ChangesNothing;
}
