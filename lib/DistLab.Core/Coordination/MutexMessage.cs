using System.Globalization;
using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>What travels in a mutual exclusion protocol. Each protocol adds its own messages to the two calls of the application.</summary>
public abstract record MutexMessage
{
    private static readonly EnterCall TheEnterCall = new();
    private static readonly ExitCall TheExitCall = new();

    /// <summary>The application calls <c>enter()</c>: send it from outside to a client that is to ask for the critical section.</summary>
    public static MutexMessage Enter => TheEnterCall;

    /// <summary>The application calls <c>exit()</c>: send it from outside to a client that is to leave the critical section.</summary>
    public static MutexMessage Exit => TheExitCall;

    /// <summary>
    /// The application calls <c>enter()</c> and then tells another process's application, which calls <c>enter()</c> when it hears
    /// of it: of the two requests, one has happened before the other.
    /// </summary>
    public static MutexMessage EnterAndTell(NodeId other) => new EnterAndTellCall(other);

    /// <summary>A failure detector says that a process has crashed: send it from outside to those who are told. It may be wrong.</summary>
    public static MutexMessage Suspect(NodeId node) => new Suspicion(node);

    internal sealed record EnterCall : MutexMessage
    {
        public override string ToString() => "enter()";
    }

    internal sealed record ExitCall : MutexMessage
    {
        public override string ToString() => "exit()";
    }

    internal sealed record EnterAndTellCall(NodeId Other) : MutexMessage
    {
        public override string ToString() => $"enter(), tell {Other}";
    }

    internal sealed record Told(int Time) : MutexMessage
    {
        public override string ToString() => Time == 0 ? "I have asked" : string.Create(CultureInfo.InvariantCulture, $"I have asked ({Time})");
    }

    internal sealed record Suspicion(NodeId Node) : MutexMessage
    {
        public override string ToString() => $"{Node} is dead";
    }
}
