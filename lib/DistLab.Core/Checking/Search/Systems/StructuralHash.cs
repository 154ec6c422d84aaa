using System.Runtime.CompilerServices;
using DistLab.Protocols;

namespace DistLab.Checking.Search;

/// <summary>
/// A 64-bit hash of all that a value is made of, the same in every process. <see cref="object.GetHashCode"/> has half the bits,
/// which a million states would soon use up, and is another in every process for texts.
/// </summary>
internal static class StructuralHash<T>
{
    // Compiled from the fields of T when it is first needed; null for what is hashed as a whole.
    private static readonly Func<ulong, T, ulong>? Composite = StructuralHash.Compile<T>();

    public static ulong Of(T value) => Mix(StableHash.Start, value);

    /// <summary>The hash of what <paramref name="hash"/> stands for, followed by a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong hash, T value)
    {
        if (typeof(T).IsPrimitive || typeof(T).IsEnum)
            return StableHash.Mix(hash, StructuralHash.Bits(value));
        if (typeof(T) == typeof(NodeId))
            return StableHash.Mix(hash, (uint)((NodeId)(object)value!).Index);
        if (typeof(T) == typeof(string))
            return value is null ? StableHash.Mix(hash, 0) : StableHash.Mix(hash, ((string)(object)value).AsSpan());
        return Composite!(hash, value);
    }
}
