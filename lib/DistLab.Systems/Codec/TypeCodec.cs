namespace DistLab.Systems;

/// <summary>Turns values of one type into bytes and back.</summary>
internal abstract class TypeCodec
{
    /// <summary>For values of a type that is known only at run time.</summary>
    public abstract void WriteObject(CodecWriter writer, object? value);

    /// <summary>For values of a type that is known only at run time.</summary>
    public abstract object? ReadObject(CodecReader reader);
}
