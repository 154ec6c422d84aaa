using DistLab.Protocols;

namespace DistLab.Systems;

/// <summary>
/// Turns values of one type into bytes and back, field by field. It is made once; writing and reading then use no reflection.
/// A value may be of any class that derives from the type and that the type's program declares.
/// </summary>
/// <remarks>
/// What can be written: numbers, texts, enums, records, classes and structs with all their fields, tuples, nullable values,
/// arrays, <see cref="ValueList{T}"/> and the framework's usual collections (with their default comparers), and whatever of
/// these is nested at most 256 levels deep in at most 4 MiB. Whatever the bytes are, reading throws nothing but
/// <see cref="CodecException"/> and takes memory in proportion to their number.
/// </remarks>
/// <typeparam name="T">The type of the values.</typeparam>
public sealed class MessageCodec<T>
{
    private readonly TypeCodec<T> _codec;

    /// <summary>The codec of a type.</summary>
    /// <param name="usedBy">Further types, for example the protocol's, whose assemblies are searched for kinds of values.</param>
    /// <exception cref="CodecException">Values of the type cannot be written; the message names the field that is in the way.</exception>
    public MessageCodec(params IEnumerable<Type> usedBy)
        : this(TypeUniverse.Of(usedBy.Append(typeof(T))))
    {
    }

    internal MessageCodec(TypeUniverse universe)
    {
        var builder = new CodecBuilder(universe);
        _codec = builder.Build<T>();
        SchemaText = builder.Schema;
        Schema = StableHash.Mix(StableHash.Start, SchemaText);
    }

    /// <summary>A hash of <see cref="SchemaText"/>: two programs with the same one understand each other's bytes.</summary>
    public ulong Schema { get; }

    /// <summary>Each type that a value may consist of, with its fields or kinds, a line each.</summary>
    public string SchemaText { get; }

    /// <summary>A value's bytes.</summary>
    /// <exception cref="CodecException">The value is too large, too deep, of a kind that is not known, or lacks what is declared never to be null.</exception>
    public byte[] Encode(T value)
    {
        var writer = new CodecWriter();
        Write(writer, value);
        return writer.Written.ToArray();
    }

    /// <summary>The value whose bytes these are.</summary>
    /// <exception cref="CodecException">They are no value's, or not all of one's.</exception>
    public T Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new CodecReader(bytes.ToArray());
        var value = Read(reader);
        reader.End();
        return value;
    }

    internal void Write(CodecWriter writer, T value) => _codec.Write(writer, value);

    internal T Read(CodecReader reader)
    {
        try
        {
            return _codec.Read(reader);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or FormatException or OverflowException)
        {
            // A collection that refuses its items, or a date that is none.
            throw new CodecException($"The bytes of a {TypeNames.Of(typeof(T))} make no value: {e.Message}", e);
        }
    }
}
