using DistLab.Protocols;

namespace DistLab.Systems.Threads;

/// <summary>What a session has asked for, and what became of it.</summary>
internal sealed class LockRequest(NodeId owner, string name, LockMode mode)
{
    public NodeId Owner => owner;

    public string Name => name;

    public LockMode Mode => mode;

    /// <summary>Set when the outcome is known.</summary>
    public ManualResetEventSlim Decided { get; } = new();

    public LockOutcome Outcome { get; private set; }

    /// <summary>Why it was ended, if it was.</summary>
    public DetectedDeadlock? Deadlock { get; private set; }

    public void Decide(LockOutcome outcome, DetectedDeadlock? deadlock = null)
    {
        (Outcome, Deadlock) = (outcome, deadlock);
        Decided.Set();
    }
}
