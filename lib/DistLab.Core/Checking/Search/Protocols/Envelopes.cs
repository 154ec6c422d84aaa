using DistLab.Protocols;

namespace DistLab.Checking.Search;

/// <summary>Messages with sender and receiver, under numbers.</summary>
internal sealed class Envelopes<TMessage>(int nodes)
    where TMessage : class
{
    private const ulong Salt = 0x656E_7665_6C6F_7065;

    private readonly Interner<(int From, int To, int Message)> _envelopes = new();
    private readonly Table<Parts> _parts = new();

    public Interner<TMessage> Messages { get; } = new();

    public int Count => _envelopes.Count;

    /// <summary>What an envelope says.</summary>
    public ref readonly Parts this[int envelope] => ref _parts[envelope];

    /// <summary>What all of them say; good until one is added.</summary>
    public Parts[] Items => _parts.Items;

    public int NumberOf(int from, int to, TMessage message) => NumberOf(from, to, Messages.NumberOf(message));

    public TMessage Message(int envelope) => Messages[_parts[envelope].Message];

    private int NumberOf(int from, int to, int message)
    {
        var number = _envelopes.NumberOf((from, to, message));
        if (number == _parts.Count)
        {
            var hash = StableHash.Mix(StableHash.Mix(StableHash.Start, Salt), (ulong)number);
            _parts.Add(new() { From = from, To = to, Message = message, Channel = ((from + 1) * nodes) + to, Hash = hash });
        }
        return number;
    }

    public struct Parts
    {
        public int From;

        public int To;

        public int Message;

        /// <summary>The number of the way from sender to receiver.</summary>
        public int Channel;

        public ulong Hash;

        /// <summary>Whether the network carries it, and so may lose or double it.</summary>
        public readonly bool IsCarried => From >= 0 && From != To;
    }
}
