namespace DistLab.Systems;

/// <summary>What stands before the items of a collection: 0 for none at all, otherwise one more than their number.</summary>
internal static class CollectionHead
{
    public static void Write(CodecWriter writer, int count) => writer.Unsigned((ulong)count + 1);

    /// <summary>How many items follow; −1 for no collection.</summary>
    public static int Read(CodecReader reader)
    {
        var head = reader.Unsigned();
        // An item takes a byte or more, so that a small frame cannot ask for a large array.
        return head <= (ulong)reader.Remaining + 1
            ? (int)head - 1
            : throw new CodecException($"{head - 1} items are announced, but only {reader.Remaining} bytes follow.");
    }

    public static T[] Items<T>(CodecReader reader, TypeCodec<T> item, int count)
    {
        reader.Enter();
        var items = new T[count];
        for (var i = 0; i < count; i++)
            items[i] = item.Read(reader);
        reader.Leave();
        return items;
    }
}

/// <summary>An array, or anything that an array is and that is read by index or enumerated, written as its items.</summary>
/// <typeparam name="TCollection">The array's type, or an interface of it.</typeparam>
/// <typeparam name="T">The items' type.</typeparam>
internal sealed class ArrayCodec<TCollection, T>(TypeCodec<T> item) : TypeCodec<TCollection?>
    where TCollection : class, IEnumerable<T>
{
    public override void Write(CodecWriter writer, TCollection? value)
    {
        if (value is null)
        {
            writer.Unsigned(0);
            return;
        }
        var items = value as T[] ?? [.. value];
        CollectionHead.Write(writer, items.Length);
        writer.Enter();
        foreach (var each in items)
            item.Write(writer, each);
        writer.Leave();
    }

    public override TCollection? Read(CodecReader reader)
    {
        var count = CollectionHead.Read(reader);
        return count < 0 ? null : (TCollection)(object)CollectionHead.Items(reader, item, count);
    }
}

/// <summary>Makes a collection of its items.</summary>
internal delegate TCollection Make<out TCollection, T>(ReadOnlySpan<T> items);

/// <summary>A collection that is made anew from its items: what it keeps besides them, such as a hash, may mean nothing in another process.</summary>
internal sealed class MadeCollectionCodec<TCollection, T>(TypeCodec<T> item, Make<TCollection, T> make) : TypeCodec<TCollection?>
    where TCollection : class, IEnumerable<T>
{
    public override void Write(CodecWriter writer, TCollection? value)
    {
        if (value is null)
        {
            writer.Unsigned(0);
            return;
        }
        CollectionHead.Write(writer, value.Count());
        writer.Enter();
        foreach (var each in value)
            item.Write(writer, each);
        writer.Leave();
    }

    public override TCollection? Read(CodecReader reader)
    {
        var count = CollectionHead.Read(reader);
        return count < 0 ? null : make(CollectionHead.Items(reader, item, count));
    }
}

/// <summary>A value type or nothing.</summary>
internal sealed class NullableCodec<T>(TypeCodec<T> inner) : TypeCodec<T?>
    where T : struct
{
    public override void Write(CodecWriter writer, T? value)
    {
        writer.Byte(value is null ? (byte)0 : (byte)1);
        if (value is { } known)
            inner.Write(writer, known);
    }

    public override T? Read(CodecReader reader) => reader.Byte() switch
    {
        0 => null,
        1 => inner.Read(reader),
        var mark => throw new CodecException($"{mark} marks neither a value nor none."),
    };
}

/// <summary>An enum, as the number it stands for. Numbers without a name pass: combinations of flags have none.</summary>
internal sealed class EnumCodec<T, TNumber>(TypeCodec<TNumber> number) : TypeCodec<T>
    where T : struct, Enum
    where TNumber : unmanaged
{
    public override void Write(CodecWriter writer, T value) => number.Write(writer, System.Runtime.CompilerServices.Unsafe.BitCast<T, TNumber>(value));

    public override T Read(CodecReader reader) => System.Runtime.CompilerServices.Unsafe.BitCast<TNumber, T>(number.Read(reader));
}
