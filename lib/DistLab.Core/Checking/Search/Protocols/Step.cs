namespace DistLab.Checking.Search;

/// <summary>What a node does in answer to one event: a handler is a pure function, so it is called once and its result used ever after.</summary>
internal struct Step
{
    /// <summary>What the node is like afterwards; −1 when its code failed.</summary>
    public int Local;

    /// <summary>By how much the fingerprint changes through the node alone.</summary>
    public ulong LocalDelta;

    /// <summary>By how much the fingerprint changes through what is sent, in a network that keeps count of messages.</summary>
    public ulong SendsDelta;

    /// <summary>The envelopes that are sent, in order.</summary>
    public int[] Sends;

    /// <summary>The number of what is output; −1 for nothing.</summary>
    public int Outputs;

    /// <summary>In the first of several alternatives, how many there are; they follow one another.</summary>
    public int Alternatives;

    /// <summary>Which of the alternatives at each choice and clock reading was taken, in order.</summary>
    public (int Pick, bool IsReading)[] Picks;

    /// <summary>The timers that were set, in order.</summary>
    public int[] Sets;

    /// <summary>Whether nothing changes and nothing is done.</summary>
    public bool IsIdle;

    /// <summary>What the code said when it failed.</summary>
    public string? Failure;
}
