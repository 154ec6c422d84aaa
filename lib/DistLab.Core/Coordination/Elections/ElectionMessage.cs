namespace DistLab.Coordination;

/// <summary>What travels in an election protocol. Each protocol adds its own messages.</summary>
public abstract record ElectionMessage
{
    private static readonly BeginCall TheBeginCall = new();

    /// <summary>The process notices that there is no coordinator: send it from outside to one that is to call an election.</summary>
    public static ElectionMessage Begin => TheBeginCall;

    /// <summary>Whether it only makes the outcome known.</summary>
    public virtual bool IsAnnouncement => false;

    internal sealed record BeginCall : ElectionMessage
    {
        public override string ToString() => "no coordinator";
    }
}
