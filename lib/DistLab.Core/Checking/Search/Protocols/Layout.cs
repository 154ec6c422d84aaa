using DistLab.Protocols;

namespace DistLab.Checking.Search;

/// <summary>
/// How a state stands in words: a local for each node, a word that counts faults, the history, and the envelopes under way — in
/// ascending order or, where messages keep their order, channel by channel.
/// </summary>
internal sealed class Layout<TState, TMessage, THistory>(Book<TState, TMessage, THistory> book)
    where TState : class
    where TMessage : class
{
    public const uint OneLoss = 1;
    public const uint OneDuplication = 1 << 8;
    public const uint OneCrash = 1 << 16;
    public const uint OneTimeout = 1 << 24;

    private const ulong FaultSalt = 0x6661_756C_7473_2121;

    private readonly bool _isOrdered = book.Options.IsOrdered;
    private readonly bool _messagesStay = book.Options.MessagesStay;
    private readonly bool _countsTimeouts = book.Options.Timeouts is not null;

    /// <summary>Where the count of faults stands.</summary>
    public int Faults { get; } = book.Options.Nodes;

    /// <summary>Where the history stands.</summary>
    public int History { get; } = book.Options.Nodes + 1;

    /// <summary>Where the envelopes begin.</summary>
    public int Network { get; } = book.Options.Nodes + 2;

    public static ulong HashOfFaults(int faults) => StableHash.Mix(StableHash.Mix(StableHash.Start, FaultSalt), (uint)faults);

    /// <summary>By how much a move changes the count of faults.</summary>
    public uint FaultsOf(MoveKind kind) => kind switch
    {
        MoveKind.Lose => OneLoss,
        MoveKind.ArriveTwice => OneDuplication,
        MoveKind.Crash => OneCrash,
        MoveKind.Timeout when _countsTimeouts => OneTimeout,
        _ => 0,
    };

    /// <summary>Whether a move, while it is possible, is made sooner or later.</summary>
    public bool IsPromised(MoveKind kind) => kind switch
    {
        MoveKind.Arrive or MoveKind.ArriveInVain or MoveKind.Timeout => true,
        MoveKind.Restart => book.Options.AfterCrash == AfterCrash.Restarts,
        _ => false,
    };

    /// <summary>The fingerprint of a state.</summary>
    public ulong Hash(ReadOnlySpan<int> words)
    {
        var hash = HashOfFaults(words[Faults]) + book.Histories.Hash(words[History]);
        var locals = book.Locals.Items;
        foreach (var local in words[..Faults])
            hash += locals[local].Hash;
        if (_isOrdered)
            return hash + HashInOrder(words[Network..]);
        var envelopes = book.Envelopes.Items;
        foreach (var envelope in words[Network..])
            hash += envelopes[envelope].Hash;
        return hash;
    }

    /// <summary>Whether a move takes its message out of the network.</summary>
    public bool Removes(MoveKind kind) => kind is MoveKind.Arrive or MoveKind.ArriveInVain or MoveKind.Lose && !_messagesStay;

    /// <summary>Writes the state that a move leads to behind what a buffer holds, and returns where it ends.</summary>
    public int Write(ReadOnlySpan<int> words, in Move move, ref int[] buffer, int start)
    {
        var sends = move.Step < 0 ? [] : book.Steps[move.Step].Sends.AsSpan();
        while (start + words.Length + sends.Length > buffer.Length)
            Array.Resize(ref buffer, buffer.Length * 2);
        var next = buffer.AsSpan(start);
        var length = words.Length;
        if (Removes(move.Kind))
        {
            words[..move.At].CopyTo(next);
            words[(move.At + 1)..].CopyTo(next[move.At..]);
            length--;
        }
        else
        {
            words.CopyTo(next);
        }
        next[Faults] += (int)FaultsOf(move.Kind);
        next[History] = move.History;
        if (move.Step >= 0)
            next[book.Locals[book.Steps[move.Step].Local].Node] = book.Steps[move.Step].Local;
        else if (move.Kind == MoveKind.Crash)
            next[move.At] = book.OfItself(words[move.At])!.Crashed;
        foreach (var envelope in sends)
            length = Send(next, length, envelope);
        return start + length;
    }

    /// <summary>Puts an envelope in its place among those under way, and returns the state's new length.</summary>
    public int Send(Span<int> words, int length, int envelope)
    {
        var at = length;
        if (_isOrdered)
        {
            var channel = book.Envelopes[envelope].Channel;
            while (at > Network && book.Envelopes[words[at - 1]].Channel > channel)
                at--;
        }
        else
        {
            while (at > Network && words[at - 1] > envelope)
                at--;
            if (_messagesStay && at > Network && words[at - 1] == envelope)
                return length;
        }
        words[at..length].CopyTo(words[(at + 1)..]);
        words[at] = envelope;
        return length + 1;
    }

    private ulong HashInOrder(ReadOnlySpan<int> network)
    {
        var (hash, place) = (0UL, 0UL);
        for (var at = 0; at < network.Length; at++)
        {
            ref readonly var envelope = ref book.Envelopes[network[at]];
            place = at > 0 && book.Envelopes[network[at - 1]].Channel == envelope.Channel ? place + 1 : 0;
            hash += StableHash.Mix(envelope.Hash, place);
        }
        return hash;
    }
}
