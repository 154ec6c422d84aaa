using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using DistLab.Protocols;

namespace DistLab.Checking.Search;

/// <summary>Compiles the hash of a type from its fields.</summary>
internal static class StructuralHash
{
    private static readonly MethodInfo MixWord = typeof(StableHash).GetMethod(nameof(StableHash.Mix), [typeof(ulong), typeof(ulong)])!;
    private static readonly MethodInfo BitsOf = typeof(StructuralHash).GetMethod(nameof(Bits))!;
    private static readonly ConcurrentDictionary<Type, Func<ulong, object, ulong>> Boxed = [];

    /// <summary>The bits of a number, a character, a truth value or an enum's member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Bits<T>(T value)
    {
        if (typeof(T) == typeof(double))
            return BitConverter.DoubleToUInt64Bits((double)(object)value! + 0.0);
        if (typeof(T) == typeof(float))
            return BitConverter.SingleToUInt32Bits((float)(object)value! + 0.0f);
        return Unsafe.SizeOf<T>() switch
        {
            1 => Unsafe.BitCast<T, byte>(value),
            2 => Unsafe.BitCast<T, ushort>(value),
            4 => Unsafe.BitCast<T, uint>(value),
            _ => Unsafe.BitCast<T, ulong>(value),
        };
    }

    public static Func<ulong, T, ulong>? Compile<T>()
    {
        var type = typeof(T);
        if (ValueEquality.IsLeaf(type))
            return null;
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Make<Func<ulong, T, ulong>>(nameof(MixNullable), underlying);
        if (ValueEquality.IsValueList(type))
            return Make<Func<ulong, T, ulong>>(nameof(MixList), type.GetGenericArguments()[0]);
        if (type.IsValueType)
            return CompileFields<T>();
        if (!ValueEquality.IsRecord(type) || type.IsAbstract)
            return MixAny;
        if (type.IsSealed)
            return OrNull(CompileFields<T>());
        var fields = CompileFields<T>();
        return OrNull<T>((hash, value) => value!.GetType() == typeof(T) ? fields(hash, value) : MixAny(hash, value));
    }

    private static Func<ulong, T, ulong> OrNull<T>(Func<ulong, T, ulong> mix) => (hash, value) => value is null ? StableHash.Mix(hash, 0) : mix(hash, value);

    private static TDelegate Make<TDelegate>(string method, Type argument)
        where TDelegate : Delegate =>
        typeof(StructuralHash).GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(argument).CreateDelegate<TDelegate>();

    private static ulong MixNullable<T>(ulong hash, T? value)
        where T : struct => value is { } given ? StructuralHash<T>.Mix(StableHash.Mix(hash, 1), given) : StableHash.Mix(hash, 0);

    private static ulong MixList<T>(ulong hash, ValueList<T>? list)
    {
        if (list is null)
            return StableHash.Mix(hash, 0);
        // The list's own hash will do where that of an item is the item.
        if (typeof(T) == typeof(int) || typeof(T) == typeof(bool) || typeof(T) == typeof(byte) || typeof(T) == typeof(NodeId) || (typeof(T).IsEnum && Unsafe.SizeOf<T>() <= 4))
            return StableHash.Mix(hash, list.Hash);
        foreach (var item in list.Items)
            hash = StructuralHash<T>.Mix(hash, item);
        return StableHash.Mix(hash, (ulong)list.Count);
    }

    /// <summary>A value whose type only its run tells.</summary>
    private static ulong MixAny<T>(ulong hash, T value) => value is null
        ? StableHash.Mix(hash, 0)
        : Boxed.GetOrAdd(value.GetType(), CompileBoxed)(hash, value);

    private static Func<ulong, object, ulong> CompileBoxed(Type type)
    {
        ValueEquality.Require(type, ownEquality: false);
        var salt = StableHash.Mix(StableHash.Start, type.FullName);
        return Make<Func<ulong, ulong, object, ulong>>(ValueEquality.IsRecord(type) ? nameof(MixFieldsOf) : nameof(MixValueOf), type) is var mix
            ? (hash, value) => mix(hash, salt, value)
            : throw new InvalidOperationException();
    }

    private static ulong MixValueOf<T>(ulong hash, ulong salt, object value) => StructuralHash<T>.Mix(StableHash.Mix(hash, salt), (T)value);

    private static ulong MixFieldsOf<T>(ulong hash, ulong salt, object value) => FieldsOf<T>.Mix(StableHash.Mix(hash, salt), (T)value);

    private static Func<ulong, T, ulong> CompileFields<T>()
    {
        var (hash, value) = (Expression.Parameter(typeof(ulong)), Expression.Parameter(typeof(T)));
        Expression mixed = hash;
        // As many small fields as fit into a word are mixed at once. It begins with a one, for a record without fields is something too.
        Expression word = Expression.Constant(1UL);
        var used = 1;
        foreach (var part in Parts(value))
        {
            if (SizeInBits(part.Type) is not (> 0 and var bits))
            {
                var mix = typeof(StructuralHash<>).MakeGenericType(part.Type).GetMethod(nameof(StructuralHash<>.Mix))!;
                mixed = Expression.Call(mix, mixed, part);
                continue;
            }
            if (used + bits > 64)
            {
                mixed = Expression.Call(MixWord, mixed, word);
                (word, used) = (Expression.Constant(0UL), 0);
            }
            var number = Expression.Call(BitsOf.MakeGenericMethod(part.Type), part);
            word = Expression.Or(word, Expression.LeftShift(number, Expression.Constant(used)));
            used += bits;
        }
        mixed = Expression.Call(MixWord, mixed, word);
        return Expression.Lambda<Func<ulong, T, ulong>>(mixed, hash, value).Compile();
    }

    /// <summary>The fields of a value, with those of plain structs in place of these.</summary>
    private static IEnumerable<Expression> Parts(Expression value) => ValueEquality.Fields(value.Type).Select(field => Expression.Field(value, field))
        .SelectMany(part => part.Type.IsValueType && !ValueEquality.IsLeaf(part.Type) && Nullable.GetUnderlyingType(part.Type) is null ? Parts(part) : [part]);

    private static int SizeInBits(Type type) => !ValueEquality.IsLeaf(type) || type == typeof(string) ? 0 : Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean or TypeCode.SByte or TypeCode.Byte => 8,
        TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Char => 16,
        TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Single => 32,
        _ => 64,
    };

    private static class FieldsOf<T>
    {
        public static readonly Func<ulong, T, ulong> Mix = CompileFields<T>();
    }
}
