using DistLab.Checking.Orders;
using DistLab.Protocols;

namespace DistLab.Checking;

/// <summary>
/// A history as part of a state that an exhaustive search goes through: a value that never changes, to which calls and returns are
/// added, and which knows whether it is linearizable. Two are equal when every client had the same calls and answers, and each
/// operation was called after the same operations of others had returned; in which order unrelated ones came does not count.
/// </summary>
/// <remarks>
/// This tells states apart as Stateright's <c>LinearizabilityTester</c> does, so that counts of states compare. Where only the verdict
/// matters, <see cref="LinearizabilityMonitor{TState}"/> keeps fewer states apart.
/// </remarks>
/// <typeparam name="TState">The state of the model.</typeparam>
public sealed class LinearizabilityTester<TState> : IEquatable<LinearizabilityTester<TState>>
    where TState : notnull
{
    private readonly LinearizabilityMonitor<TState> _monitor;
    private readonly ValueList<ClientRecord> _clients;

    /// <summary>A tester before anything has happened.</summary>
    public LinearizabilityTester(ISequentialModel<TState> model)
        : this(new LinearizabilityMonitor<TState>(model), [])
    {
    }

    private LinearizabilityTester(LinearizabilityMonitor<TState> monitor, ValueList<ClientRecord> clients)
    {
        (_monitor, _clients) = (monitor, clients);
    }

    /// <summary>Whether the history so far is linearizable.</summary>
    public bool IsConsistent => _monitor.IsConsistent;

    /// <summary>How many operations have been called.</summary>
    public int Count => _clients.Sum(client => client.Operations.Count);

    /// <summary>A client calls.</summary>
    /// <exception cref="InvalidOperationException">The client has an operation under way.</exception>
    public LinearizabilityTester<TState> Invoke(int client, Call call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var record = Of(client);
        if (record.IsBusy)
            throw new InvalidOperationException($"Client {client} calls {call} while its {record.Operations[^1].Call} is under way. A client has one operation at a time.");
        ValueList<SeenReturns> seen = [.. _clients.Where(other => other.Client != client && other.Returned > 0).Select(other => new SeenReturns(other.Client, other.Returned))];
        return new(_monitor.Invoke(client, call), With(record with { Operations = record.Operations.Add(new(call, seen, false, Value.Nil)) }));
    }

    /// <summary>The operation that a client has under way returns.</summary>
    /// <exception cref="InvalidOperationException">It has none.</exception>
    public LinearizabilityTester<TState> Return(int client, Value result = default)
    {
        var record = Of(client);
        if (!record.IsBusy)
            throw new InvalidOperationException($"Client {client} has no operation under way that could return.");
        var last = record.Operations.Count - 1;
        var ended = record.Operations[last] with { HasReturned = true, Result = result };
        return new(_monitor.Return(client, result), With(record with { Operations = record.Operations.With(last, ended) }));
    }

    /// <inheritdoc/>
    public bool Equals(LinearizabilityTester<TState>? other) => ReferenceEquals(this, other) || (other is not null && _clients.Equals(other._clients));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LinearizabilityTester<TState>);

    /// <summary>A hash that is the same in every process and on every machine.</summary>
    public override int GetHashCode() => _clients.GetHashCode();

    /// <summary>Each client's operations, and whether they are linearizable.</summary>
    public override string ToString() =>
        string.Join("; ", _clients.Select(client => $"client {client.Client}: {string.Join(", ", client.Operations)}")) + (IsConsistent ? "" : " — not linearizable");

    private ClientRecord Of(int client) => _clients.FirstOrDefault(record => record.Client == client) is { Operations: not null } known ? known : new(client, []);

    private ValueList<ClientRecord> With(ClientRecord changed) =>
        [.. _clients.Where(record => record.Client != changed.Client).Append(changed).OrderBy(record => record.Client)];
}
