using System.Numerics;

namespace DistLab.Systems;

/// <summary>A type that is written in a way of its own.</summary>
internal sealed class PrimitiveCodec<T>(Action<CodecWriter, T> write, Func<CodecReader, T> read) : TypeCodec<T>
{
    public override void Write(CodecWriter writer, T value) => write(writer, value);

    public override T Read(CodecReader reader) => read(reader);
}

/// <summary>The types that are written in a way of their own.</summary>
internal static class PrimitiveCodecs
{
    private static readonly Dictionary<Type, TypeCodec> All = new()
    {
        [typeof(bool)] = new PrimitiveCodec<bool>((w, v) => w.Byte(v ? (byte)1 : (byte)0), r => Bool(r.Byte())),
        [typeof(byte)] = new PrimitiveCodec<byte>((w, v) => w.Byte(v), r => r.Byte()),
        [typeof(sbyte)] = new PrimitiveCodec<sbyte>((w, v) => w.Byte((byte)v), r => (sbyte)r.Byte()),
        [typeof(char)] = new PrimitiveCodec<char>((w, v) => w.Unsigned(v), r => (char)Within(r.Unsigned(), char.MaxValue)),
        [typeof(short)] = new PrimitiveCodec<short>((w, v) => w.Signed(v), r => (short)Within(r.Signed(), short.MinValue, short.MaxValue)),
        [typeof(ushort)] = new PrimitiveCodec<ushort>((w, v) => w.Unsigned(v), r => (ushort)Within(r.Unsigned(), ushort.MaxValue)),
        [typeof(int)] = new PrimitiveCodec<int>((w, v) => w.Signed(v), r => (int)Within(r.Signed(), int.MinValue, int.MaxValue)),
        [typeof(uint)] = new PrimitiveCodec<uint>((w, v) => w.Unsigned(v), r => (uint)Within(r.Unsigned(), uint.MaxValue)),
        [typeof(long)] = new PrimitiveCodec<long>((w, v) => w.Signed(v), r => r.Signed()),
        [typeof(ulong)] = new PrimitiveCodec<ulong>((w, v) => w.Unsigned(v), r => r.Unsigned()),
        [typeof(Int128)] = Raw<Int128>(),
        [typeof(UInt128)] = Raw<UInt128>(),
        [typeof(Half)] = Raw<Half>(),
        [typeof(float)] = Raw<float>(),
        [typeof(double)] = Raw<double>(),
        [typeof(decimal)] = new PrimitiveCodec<decimal>(WriteDecimal, ReadDecimal),
        [typeof(string)] = new PrimitiveCodec<string?>((w, v) => w.Text(v), r => r.Text()),
        [typeof(Guid)] = new PrimitiveCodec<Guid>((w, v) => w.Bytes(v.ToByteArray()), r => new Guid(r.Bytes(16))),
        [typeof(DateTime)] = new PrimitiveCodec<DateTime>((w, v) => w.Raw(v.ToBinary()), r => DateTime.FromBinary(r.Raw<long>())),
        [typeof(DateTimeOffset)] = new PrimitiveCodec<DateTimeOffset>(
            (w, v) => { w.Raw(v.Ticks); w.Signed((long)v.Offset.TotalMinutes); },
            r => new DateTimeOffset(r.Raw<long>(), TimeSpan.FromMinutes(Within(r.Signed(), -840, 840)))),
        [typeof(TimeSpan)] = new PrimitiveCodec<TimeSpan>((w, v) => w.Signed(v.Ticks), r => new TimeSpan(r.Signed())),
        [typeof(BigInteger)] = new PrimitiveCodec<BigInteger>(WriteBig, r => new BigInteger(r.Bytes(r.Count()))),
        [typeof(byte[])] = new PrimitiveCodec<byte[]?>(WriteBytes, ReadBytes),
    };

    public static TypeCodec? Of(Type type) => All.GetValueOrDefault(type);

    private static PrimitiveCodec<T> Raw<T>()
        where T : unmanaged => new((w, v) => w.Raw(v), r => r.Raw<T>());

    private static bool Bool(byte value) => value <= 1 ? value == 1 : throw new CodecException($"{value} is neither true nor false.");

    private static ulong Within(ulong value, ulong greatest) => value <= greatest ? value : throw OutOfRange(value);

    private static long Within(long value, long least, long greatest) => value >= least && value <= greatest ? value : throw OutOfRange(value);

    private static CodecException OutOfRange(object value) => new($"The number {value} is out of its type's range.");

    private static void WriteDecimal(CodecWriter writer, decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        foreach (var part in bits)
            writer.Raw(part);
    }

    private static decimal ReadDecimal(CodecReader reader) =>
        new([reader.Raw<int>(), reader.Raw<int>(), reader.Raw<int>(), reader.Raw<int>()]);

    private static void WriteBig(CodecWriter writer, BigInteger value)
    {
        var bytes = value.ToByteArray();
        writer.Unsigned((ulong)bytes.Length);
        writer.Bytes(bytes);
    }

    private static void WriteBytes(CodecWriter writer, byte[]? value)
    {
        writer.Unsigned(value is null ? 0 : (ulong)value.Length + 1);
        writer.Bytes(value);
    }

    private static byte[]? ReadBytes(CodecReader reader)
    {
        var head = reader.Unsigned();
        if (head == 0)
            return null;
        return head - 1 <= (ulong)reader.Remaining
            ? reader.Bytes((int)(head - 1)).ToArray()
            : throw new CodecException($"{head - 1} bytes are announced, but only {reader.Remaining} follow.");
    }
}
