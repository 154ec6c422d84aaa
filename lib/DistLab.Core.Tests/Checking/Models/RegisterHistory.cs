using DistLab.Protocols;

namespace DistLab.Core.Tests.Checking.Models;

/// <summary>What clients of a register have asked for and been told, each operation with how many of each client's were done when it began.</summary>
internal sealed class RegisterHistory : IEquatable<RegisterHistory>
{
    private readonly ValueList<ValueList<Operation>> _done;
    private readonly ValueList<Operation?> _pending;
    private bool? _isLinearizable;

    private RegisterHistory(ValueList<ValueList<Operation>> done, ValueList<Operation?> pending)
    {
        _done = done;
        _pending = pending;
    }

    /// <summary>A write of a value, or a read that returned it ('\0' as long as nothing was written or returned).</summary>
    public sealed record Operation(bool IsWrite, char Value, ValueList<int> DoneBefore);

    public sealed record Invoked(bool IsWrite, char Value);

    public sealed record Returned(char Value);

    /// <summary>Whether some order of the operations, that keeps apart what was over before something else began, is one of a register. Asked once of each history.</summary>
    public bool IsLinearizable => _isLinearizable ??= CanBeOrdered(new int[_done.Count], new bool[_done.Count], '\0');

    public static RegisterHistory Empty(int clients) =>
        new([.. Enumerable.Repeat(ValueList<Operation>.Empty, clients)], [.. Enumerable.Repeat<Operation?>(null, clients)]);

    public RegisterHistory After(int client, object output) => output switch
    {
        Invoked invoked => new(_done, _pending.With(client, new(invoked.IsWrite, invoked.Value, [.. _done.Select(done => done.Count)]))),
        Returned returned when _pending[client] is { } pending => new(
            _done.With(client, _done[client].Add(pending.IsWrite ? pending : pending with { Value = returned.Value })),
            _pending.With(client, null)),
        _ => this,
    };

    public bool Equals(RegisterHistory? other) => other is not null && _done.Equals(other._done) && _pending.Equals(other._pending);

    public override bool Equals(object? obj) => Equals(obj as RegisterHistory);

    public override int GetHashCode() => (_done.GetHashCode() * 31) + _pending.GetHashCode();

    public override string ToString() => $"done {_done}, pending {_pending}";

    private bool CanBeOrdered(int[] taken, bool[] tookPending, char value)
    {
        var isOver = true;
        for (var client = 0; client < taken.Length; client++)
        {
            var isPending = taken[client] == _done[client].Count;
            isOver &= isPending;
            var next = !isPending ? _done[client][taken[client]] : tookPending[client] ? null : _pending[client];
            if (next is null || !MayBeNext(next, client, taken) || !(next.IsWrite || isPending || next.Value == value))
                continue;
            Take(client, isPending, 1);
            var can = CanBeOrdered(taken, tookPending, next.IsWrite ? next.Value : value);
            Take(client, isPending, -1);
            if (can)
                return true;
        }
        return isOver;

        void Take(int client, bool isPending, int by)
        {
            if (isPending)
                tookPending[client] = by > 0;
            else
                taken[client] += by;
        }
    }

    private static bool MayBeNext(Operation operation, int client, int[] taken)
    {
        for (var other = 0; other < taken.Length; other++)
        {
            if (other != client && operation.DoneBefore[other] > taken[other])
                return false;
        }
        return true;
    }
}
