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

    internal sealed record EnterCall : MutexMessage
    {
        public override string ToString() => "enter()";
    }

    internal sealed record ExitCall : MutexMessage
    {
        public override string ToString() => "exit()";
    }
}
