using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>What a client does with a critical section: think, ask, work in it, leave, and so again.</summary>
public sealed record Workload
{
    private Workload(Delay? think, Delay? work, int? entries)
    {
        if (entries is { } count)
            ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, nameof(entries));
        Think = think;
        Work = work;
        Entries = entries;
    }

    /// <summary>Nothing by itself: the world outside sends <see cref="MutexMessage.Enter"/> and <see cref="MutexMessage.Exit"/>.</summary>
    public static Workload None { get; } = new(null, null, null);

    /// <summary>How long a client is away from the critical section before it asks; <c>null</c> when the world outside asks for it.</summary>
    public Delay? Think { get; }

    /// <summary>How long a client stays in the critical section; <c>null</c> when the world outside tells it to leave.</summary>
    public Delay? Work { get; }

    /// <summary>How many times each client enters; <c>null</c> when without end.</summary>
    public int? Entries { get; }

    /// <summary>Each client in turn thinks and works, for ever or a given number of times.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of entries is not above zero.</exception>
    public static Workload Closed(Delay think, Delay work, int? entries = null)
    {
        ArgumentNullException.ThrowIfNull(think);
        ArgumentNullException.ThrowIfNull(work);
        return new(think, work, entries);
    }

    /// <summary>A client asks when the world outside says so, and leaves by itself after its work.</summary>
    public static Workload OnDemand(Delay work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return new(null, work, null);
    }
}
