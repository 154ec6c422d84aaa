using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>No coordination at all: who wants to enter, enters. It is fast, costs nothing, and is wrong; kept to be seen failing.</summary>
public sealed class NoMutex(Workload workload) : MutualExclusion<NoMutex.State>(workload)
{
    /// <summary>What a process remembers: nothing of the others.</summary>
    public sealed record State : MutexState;

    /// <summary>On initialization: nothing.</summary>
    protected override State OnInitialization(NodeId self, Effects<MutexMessage> effects) => new();

    /// <summary>To enter the critical section: enter it.</summary>
    protected override State ToEnter(State state, NodeId self, Effects<MutexMessage> effects) =>
        EnterCriticalSection(state, effects);

    /// <summary>To exit the critical section: leave it.</summary>
    protected override State ToExit(State state, NodeId self, Effects<MutexMessage> effects) => state;

    /// <summary>No message is ever sent.</summary>
    protected override State OnReceipt(State state, NodeId self, NodeId from, MutexMessage message, Effects<MutexMessage> effects) => state;
}
