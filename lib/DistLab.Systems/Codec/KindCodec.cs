using System.Runtime.CompilerServices;

namespace DistLab.Systems;

/// <summary>A reference: 0 for none, otherwise which of the known kinds it is of, and then its fields.</summary>
internal sealed class KindCodec<T> : TypeCodec<T?>
    where T : class
{
    private Kind<T>[] _kinds = [];
    private Dictionary<Type, int> _numbers = [];

    /// <summary>Says which kinds there are; apart from making it, because a kind may hold a reference to its own sort.</summary>
    public void Know(Kind<T>[] kinds)
    {
        _kinds = kinds;
        _numbers = Enumerable.Range(0, kinds.Length).ToDictionary(i => kinds[i].Type, i => i);
    }

    public override void Write(CodecWriter writer, T? value)
    {
        if (value is null)
        {
            writer.Unsigned(0);
            return;
        }
        var number = 0;
        if ((_kinds.Length != 1 || _kinds[0].Type != value.GetType()) && !_numbers.TryGetValue(value.GetType(), out number))
            throw new CodecException($"{TypeNames.Of(value.GetType())} is not among the known kinds of {TypeNames.Of(typeof(T))}: declare it before the protocol, and use it in it.");
        writer.Unsigned((ulong)number + 1);
        writer.Enter();
        _kinds[number].Write(writer, value);
        writer.Leave();
    }

    public override T? Read(CodecReader reader)
    {
        var number = reader.Unsigned();
        if (number == 0)
            return null;
        if (number > (ulong)_kinds.Length)
            throw new CodecException($"Of {TypeNames.Of(typeof(T))} there are {_kinds.Length} kinds, but number {number} came.");
        reader.Enter();
        var value = _kinds[number - 1].Read(reader);
        reader.Leave();
        return value;
    }
}

/// <summary>One kind of a type: the type itself, or one that derives from it.</summary>
internal abstract class Kind<T>(Type type)
    where T : class
{
    public Type Type { get; } = type;

    public abstract void Write(CodecWriter writer, T value);

    public abstract T Read(CodecReader reader);
}

/// <summary>A kind that is written field by field.</summary>
internal sealed class Kind<T, TKind>(FieldCodec<TKind> fields) : Kind<T>(typeof(TKind))
    where T : class
    where TKind : class, T
{
    public override void Write(CodecWriter writer, T value) => fields.Write(writer, Unsafe.As<TKind>(value));

    public override T Read(CodecReader reader) => fields.Read(reader);
}

/// <summary>A kind that cannot be written, which matters only if one turns up.</summary>
internal sealed class UnknownKind<T>(Type type, string reason) : Kind<T>(type)
    where T : class
{
    public override void Write(CodecWriter writer, T value) => throw new CodecException(reason);

    public override T Read(CodecReader reader) => throw new CodecException(reason);
}
