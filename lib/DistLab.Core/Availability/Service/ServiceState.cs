using DistLab.Protocols;

namespace DistLab.Availability;

/// <summary>What a node of a service remembers, by its role.</summary>
public abstract record ServiceState
{
    private protected ServiceState()
    {
    }

    /// <summary>The device: all users together.</summary>
    /// <param name="Next">The number of the next request.</param>
    /// <param name="Phase">Which phase of the load it is, from 0.</param>
    /// <param name="Pending">The requests that are not over, if it does more than wait for each.</param>
    /// <param name="Budget">What is left for retries, if that is limited.</param>
    /// <param name="Breaker">Its circuit breaker, if it has one.</param>
    public sealed record Device(int Next, int Phase, ValueMap<int, PendingRequest> Pending, RetryBudget? Budget, CircuitBreaker? Breaker) : ServiceState;

    /// <summary>The hub.</summary>
    /// <param name="IsDown">Whether it has failed.</param>
    /// <param name="Turn">How many choices it has made.</param>
    /// <param name="Outstanding">How many requests each server has not answered.</param>
    /// <param name="Probes">What the probes say of each server.</param>
    /// <param name="Results">What the requests say of each server.</param>
    /// <param name="Pending">The tries that it waits for, if it does not wait for ever.</param>
    public sealed record Hub(
        bool IsDown, long Turn, ValueList<int> Outstanding, ValueList<ServerHealth> Probes, ValueList<ServerHealth> Results, ValueMap<long, PendingTry> Pending) : ServiceState
    {
        internal WaitingLine<ServiceMessage.Request> Waiting { get; init; } = WaitingLine<ServiceMessage.Request>.Empty;

        /// <summary>How many requests wait at the hub for a server that has room.</summary>
        public int InLine => Waiting.Count;

        /// <summary>Whether a server is taken for healthy.</summary>
        public bool Trusts(int server) => !Probes[server].IsDown && !Results[server].IsDown;
    }

    /// <summary>A server.</summary>
    /// <param name="IsDown">Whether it has failed.</param>
    /// <param name="IsCutOff">Whether the switch before it has failed.</param>
    public sealed record Server(bool IsDown, bool IsCutOff) : ServiceState
    {
        internal WaitingLine<ServiceMessage.Request> Line { get; init; } = WaitingLine<ServiceMessage.Request>.Empty;

        /// <summary>How many requests it has, the one that it works on included.</summary>
        public int InSystem => Line.Count;

        /// <summary>Whether it can be reached and works.</summary>
        public bool IsUp => !IsDown && !IsCutOff;
    }

    /// <summary>The switch between the hub and the servers.</summary>
    /// <param name="IsDown">Whether it has failed.</param>
    public sealed record Switch(bool IsDown) : ServiceState;

    /// <summary>A request that the device has not done with.</summary>
    /// <param name="Attempts">How many times it was sent.</param>
    /// <param name="Live">Which of the attempts may still be answered: bit 1 for the first, and so on.</param>
    /// <param name="Key">What it is about.</param>
    /// <param name="IsIdempotent">Whether doing it twice is as good as once.</param>
    /// <param name="Epoch">In which epoch of the circuit breaker it was let through.</param>
    public readonly record struct PendingRequest(int Attempts, ulong Live, ulong Key, bool IsIdempotent, int Epoch);

    /// <summary>A request that the hub has sent to a server and is not done with.</summary>
    /// <param name="Request">The request, as it was sent.</param>
    /// <param name="Server">To which server.</param>
    public readonly record struct PendingTry(ServiceMessage.Request Request, int Server);
}
