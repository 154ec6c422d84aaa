namespace DistLab.Naming;

/// <summary>What a resolver has counted.</summary>
/// <param name="Clients">Clients that asked.</param>
/// <param name="FromCache">Clients that were answered at once, without a message.</param>
/// <param name="Answered">Clients that got an answer, those from the cache among them.</param>
/// <param name="Failed">Clients whose search was given up.</param>
/// <param name="Questions">Questions sent to name servers.</param>
public sealed record DnsTally(long Clients = 0, long FromCache = 0, long Answered = 0, long Failed = 0, long Questions = 0)
{
    /// <summary>Both together.</summary>
    public static DnsTally operator +(DnsTally a, DnsTally b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return new(a.Clients + b.Clients, a.FromCache + b.FromCache, a.Answered + b.Answered, a.Failed + b.Failed, a.Questions + b.Questions);
    }

    /// <summary>What has come since <paramref name="b"/>.</summary>
    public static DnsTally operator -(DnsTally a, DnsTally b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return new(a.Clients - b.Clients, a.FromCache - b.FromCache, a.Answered - b.Answered, a.Failed - b.Failed, a.Questions - b.Questions);
    }
}
