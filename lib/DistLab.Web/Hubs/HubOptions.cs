using DistLab.Availability;
using DistLab.LoadBalancing;
using DistLab.Protocols;

namespace DistLab.Web;

/// <summary>How a hub treats requests, servers that fail, and clients that ask too much.</summary>
public sealed record HubOptions
{
    /// <summary>The port on 127.0.0.1 that it listens at; 0, the default, for any that is free.</summary>
    public int Port { get; init; }

    /// <summary>How it chooses among the servers; the key of a request is its path.</summary>
    public BalancingPolicy Policy { get; init; } = BalancingPolicy.RoundRobin;

    /// <summary>What random choices follow from.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How long connecting to a server may take; 1 s by default.</summary>
    public Duration ConnectTimeout { get; init; } = 1.Seconds();

    /// <summary>How long a server may be silent while an answer is due; 10 s by default. Then the client gets 504.</summary>
    public Duration AnswerTimeout { get; init; } = 10.Seconds();

    /// <summary>How long a client may take for the head of a request; 10 s by default.</summary>
    public Duration HeadTimeout { get; init; } = 10.Seconds();

    /// <summary>What is asked of each server to see whether it is well; <c>null</c> to see it by its answers to requests only.</summary>
    public string? HealthPath { get; init; } = "/health";

    /// <summary>How often it is asked; every 250 ms by default.</summary>
    public Duration HealthInterval { get; init; } = 250.Milliseconds();

    /// <summary>How long the answer may take; 250 ms by default.</summary>
    public Duration HealthTimeout { get; init; } = 250.Milliseconds();

    /// <summary>After how many wrong answers in a row a server gets no more requests; 2 by default.</summary>
    public int UnhealthyAfter { get; init; } = 2;

    /// <summary>After how many right answers in a row it gets requests again; 2 by default.</summary>
    public int HealthyAfter { get; init; } = 2;

    /// <summary>After how many requests in a row that it broke off, or left unanswered, a server gets no more; 2 by default, 0 for never.</summary>
    public int EjectAfter { get; init; } = 2;

    /// <summary>How long a server is left alone that failed requests, where it is not asked for its health; 1 s by default.</summary>
    public Duration EjectFor { get; init; } = 1.Seconds();

    /// <summary>At how many servers a request is tried at most; 3 by default.</summary>
    public int Tries { get; init; } = 3;

    /// <summary>How many retries there may be over time: one for five requests by default, and 100 saved up. A server that could not even be connected to does not count.</summary>
    public RetryBudget RetryBudget { get; init; } = new(percent: 20, reserve: 100);

    /// <summary>The longest body of a request; 32 MiB by default. Bodies pass through and are never held whole.</summary>
    public long MaxBodyBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>The longest head of a request or answer; 32 KiB by default.</summary>
    public int MaxHeadBytes { get; init; } = 32 * 1024;

    /// <summary>How many requests one server is given at the same time; 1,000 by default. Beyond that, and with no other server, the client gets 503.</summary>
    public int MaxInFlight { get; init; } = 1_000;

    /// <summary>How many clients' connections there may be; 10,000 by default.</summary>
    public int MaxConnections { get; init; } = 10_000;
}
