using System.Reflection;
using DistLab.Protocols;

namespace DistLab.Systems;

/// <summary>Writes and reads changes of a durable state, for a protocol that tells them (<see cref="IDurableChanges{TState, TChange}"/>).</summary>
internal abstract class DurableChanges<TState>
    where TState : class
{
    /// <summary>What a change consists of.</summary>
    public abstract ulong Schema { get; }

    /// <summary>For a protocol; null if it tells no changes.</summary>
    /// <exception cref="CodecException">Its changes cannot be written.</exception>
    public static DurableChanges<TState>? Of(object protocol, TypeUniverse universe)
    {
        var told = protocol.GetType().GetInterfaces()
            .FirstOrDefault(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IDurableChanges<,>) && each.GetGenericArguments()[0] == typeof(TState));
        if (told is null)
            return null;
        var type = typeof(Told<>).MakeGenericType(typeof(TState), told.GetGenericArguments()[1]);
        return (DurableChanges<TState>)Activator.CreateInstance(type, BindingFlags.Instance | BindingFlags.Public | BindingFlags.DoNotWrapExceptions, null, [protocol, universe], null)!;
    }

    /// <summary>Writes what has changed.</summary>
    /// <returns>False when the whole had better be written.</returns>
    public abstract bool TryWrite(CodecWriter writer, TState former, TState next);

    /// <summary>The state after a change that was written.</summary>
    public abstract TState Read(TState former, ReadOnlySpan<byte> bytes);

    private sealed class Told<TChange>(IDurableChanges<TState, TChange> protocol, TypeUniverse universe) : DurableChanges<TState>
        where TChange : class
    {
        private readonly MessageCodec<TChange> _codec = new(universe);

        public override ulong Schema => _codec.Schema;

        public override bool TryWrite(CodecWriter writer, TState former, TState next)
        {
            if (protocol.ChangeBetween(former, next) is not { } change)
                return false;
            _codec.Write(writer, change);
            return true;
        }

        public override TState Read(TState former, ReadOnlySpan<byte> bytes) => protocol.After(former, _codec.Decode(bytes));
    }
}
