namespace DistLab.Systems;

/// <summary>Turns values of one type into bytes and back. Each value takes at least one byte.</summary>
internal abstract class TypeCodec<T> : TypeCodec
{
    public abstract void Write(CodecWriter writer, T value);

    public abstract T Read(CodecReader reader);

    public sealed override void WriteObject(CodecWriter writer, object? value) => Write(writer, (T)value!);

    public sealed override object? ReadObject(CodecReader reader) => Read(reader);
}
