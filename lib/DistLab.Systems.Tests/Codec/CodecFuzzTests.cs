using DistLab.Protocols;

namespace DistLab.Systems.Tests.Codec;

/// <summary>Hostile bytes: whatever comes, reading ends in a value or in a <see cref="CodecException"/>, and soon.</summary>
public class CodecFuzzTests
{
    private static readonly MessageCodec<Everything> Codec = new();

    private static readonly Everything Sample = new(
        1, long.MinValue, 3, 4.5, 6.7m, true, 'x', "text", null, Color.Blue, 8, 2, new(9), new(10), Guid.Empty, (11, "pair"), [1, 2, 3], [["a"], []],
        System.Numerics.BigInteger.Pow(7, 77), new Shape.Group([new Shape.Dot(), new Shape.Ring(1, Color.Red, 2)], "g"), new Letter<Duration>.Many([new(1)], null));

    [Fact]
    public void Random_bytes_are_refused_or_read()
    {
        var random = new RandomStream(1);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.NextBelow(200)];
            foreach (ref var b in bytes.AsSpan())
                b = (byte)random.NextBits();
            Try(bytes);
        }
    }

    [Fact]
    public void A_damaged_value_is_refused_or_read_as_another_one()
    {
        var random = new RandomStream(2);
        var good = Codec.Encode(Sample);
        var refused = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = (byte[])good.Clone();
            for (var damage = random.NextBelow(4); damage >= 0; damage--)
                bytes[random.NextBelow(bytes.Length)] = (byte)random.NextBits();
            if (!Try(bytes))
                refused++;
        }
        Assert.InRange(refused, 1_000, 19_000);
    }

    [Fact]
    public void A_value_that_is_cut_off_or_goes_on_is_refused()
    {
        var good = Codec.Encode(Sample);
        for (var length = 0; length < good.Length; length++)
            Assert.False(Try(good[..length]), $"{length} of {good.Length} bytes were taken for a whole value");
        Assert.Contains("1 bytes are left over", Assert.Throws<CodecException>(() => Codec.Decode([.. good, 0])).Message);
    }

    [Fact]
    public void A_count_that_lies_costs_no_memory()
    {
        var codec = new MessageCodec<ValueList<ValueList<long>>>();
        byte[] lie = [0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 1, 2, 3];
        Assert.ThrowsAny<CodecException>(() => codec.Decode(lie));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            Assert.ThrowsAny<CodecException>(() => codec.Decode(lie));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void A_large_frame_of_small_items_takes_a_fixed_multiple_of_its_length()
    {
        var codec = new MessageCodec<ValueList<Shape>>();
        var bytes = codec.Encode([.. Enumerable.Repeat<Shape>(new Shape.Dot(), 100_000)]);
        codec.Decode(bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        codec.Decode(bytes);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / bytes.Length, 1, 60);
    }

    [Fact]
    public void Values_nested_without_end_do_not_overflow_the_stack()
    {
        var codec = new MessageCodec<Letter<int>>();
        var one = codec.Encode(new Letter<int>.Many([], null));
        // The encoding of "Many" of an empty list, again and again, each the rest of the one before.
        var deep = Enumerable.Repeat(one[..^1], 100_000).SelectMany(part => part).ToArray();
        Assert.Contains("nested more than 256", Assert.Throws<CodecException>(() => codec.Decode(deep)).Message);
    }

    [Fact]
    public void A_collection_that_refuses_its_items_is_a_bad_value()
    {
        var twice = new MessageCodec<KeyValuePair<int, int>[]>().Encode([new(1, 1), new(1, 2)]);
        Assert.Contains("make no value", Assert.Throws<CodecException>(() => new MessageCodec<Dictionary<int, int>>().Decode(twice)).Message);
    }

    private static bool Try(byte[] bytes)
    {
        try
        {
            Codec.Decode(bytes);
            return true;
        }
        catch (CodecException)
        {
            return false;
        }
    }
}
