using System.Collections.Immutable;
using DistLab.Coordination;
using DistLab.Protocols;
using FsCheck;
using FsCheck.Fluent;

namespace DistLab.Systems.Tests.Codec;

public class CodecTests
{
    private static readonly MessageCodec<Everything> EverythingCodec = new();
    private static readonly MessageCodec<Shape> Shapes = new();

    private static readonly Gen<string> Texts = ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "");

    private static readonly Gen<Shape> Shape = Gen.Sized(ShapeOf);

    private static readonly Gen<Everything> Anything =
        from number in ArbMap.Default.GeneratorFor<int>()
        from wide in ArbMap.Default.GeneratorFor<DoNotSize<long>>()
        from unsigned in ArbMap.Default.GeneratorFor<DoNotSize<ulong>>()
        from real in ArbMap.Default.GeneratorFor<double>()
        from money in ArbMap.Default.GeneratorFor<decimal>()
        from character in ArbMap.Default.GeneratorFor<char>()
        from text in Texts
        from maybe in ArbMap.Default.GeneratorFor<string>()
        from color in Gen.Elements(Color.Red, Color.Green, Color.Blue)
        from maybeNumber in ArbMap.Default.GeneratorFor<int?>()
        from id in ArbMap.Default.GeneratorFor<Guid>()
        from numbers in ArbMap.Default.GeneratorFor<int[]>()
        from texts in Texts.ListOf().ListOf()
        from big in ArbMap.Default.GeneratorFor<System.Numerics.BigInteger>()
        from shape in Shape
        from letter in Gen.Choose(0, 2)
        select new Everything(
            number, wide.Item, unsigned.Item, real, money, number % 2 == 0, character, text, maybe, color, maybeNumber, number, new(wide.Item), new(-wide.Item),
            id, (number, text), [.. numbers], [.. texts.Select(row => (ValueList<string>)[.. row])], big, shape,
            letter switch { 0 => null, 1 => new Letter<Duration>.One(new(number)), _ => new Letter<Duration>.Many([new(1)], new Letter<Duration>.One(default)) });

    private static Gen<Shape> ShapeOf(int size) => Gen.Choose(0, size > 1 ? 3 : 2).SelectMany(kind => kind switch
    {
        0 => Gen.Constant((Shape)new Shape.Dot()),
        1 => ArbMap.Default.GeneratorFor<double>().Select(r => (Shape)new Shape.Circle(r, Color.Blue)),
        2 => ArbMap.Default.GeneratorFor<double>().Select(r => (Shape)new Shape.Ring(r, Color.Red, r / 2)),
        _ => ShapeOf(size / 3).ListOf(3).Select(parts => (Shape)new Shape.Group([.. parts], "g" + size)),
    });

    [Fact]
    public void What_is_written_is_read_again() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Anything.ToArbitrary(), value => EverythingCodec.Decode(EverythingCodec.Encode(value)).Equals(value)));

    [Fact]
    public void A_text_may_hold_anything_even_half_a_character()
    {
        var codec = new MessageCodec<string>();
        foreach (var text in new[] { "", "ä€𝄞", "\uD834", "a\uDD1Eb", "\uDD1E\uD834", "\0\uFFFF", new string('x', 100_000) })
            Assert.Equal(text, codec.Decode(codec.Encode(text)));
    }

    [Fact]
    public void Extreme_numbers_survive()
    {
        var codec = new MessageCodec<(long, ulong, int, sbyte, double, Int128, Half, short)>();
        var value = (long.MinValue, ulong.MaxValue, int.MinValue, sbyte.MinValue, double.NaN, Int128.MinValue, Half.Epsilon, short.MaxValue);
        Assert.Equal(value, codec.Decode(codec.Encode(value)));
    }

    [Fact]
    public void A_value_may_be_of_any_kind_that_its_assembly_declares()
    {
        Shape[] shapes = [new Shape.Dot(), new Shape.Circle(1, Color.Red), new Shape.Ring(2, Color.Blue, 1), new Shape.Group([new Shape.Dot()], "")];
        foreach (var shape in shapes)
            Assert.Equal(shape, Shapes.Decode(Shapes.Encode(shape)));
    }

    [Fact]
    public void Messages_of_a_protocol_may_be_declared_beside_the_protocol_rather_than_beside_their_base()
    {
        MutexMessage message = new Ticket(4);
        var codec = new MessageCodec<MutexMessage>(typeof(Ticket));
        Assert.Equal(message, codec.Decode(codec.Encode(message)));
        Assert.Contains("is not among the known kinds of MutexMessage", Assert.Throws<CodecException>(() => new MessageCodec<MutexMessage>().Encode(message)).Message);
    }

    [Fact]
    public void A_list_of_texts_is_equal_to_its_copy_although_hashes_of_texts_differ_between_processes()
    {
        var codec = new MessageCodec<ValueList<string>>();
        ValueList<string> list = ["a", "b"];
        var copy = codec.Decode(codec.Encode(list));
        Assert.Equal(list, copy);
        Assert.Equal(list.GetHashCode(), copy.GetHashCode());
    }

    [Fact]
    public void Private_fields_and_captured_parameters_travel()
    {
        var codec = new MessageCodec<Hidden>();
        var copy = codec.Decode(codec.Encode(new Hidden(21)));
        Assert.Equal((42, "s21"), (copy.Twice, copy.Secret));
    }

    [Fact]
    public void The_frameworks_collections_travel()
    {
        RoundTrip(new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 });
        RoundTrip(new List<int> { 1, 2 });
        RoundTrip(new HashSet<string> { "x", "y" });
        RoundTrip(new SortedDictionary<int, string> { [2] = "b", [1] = "a" });
        RoundTrip<IReadOnlyList<Duration>>([new(1), new(2)]);
        RoundTrip<IReadOnlyDictionary<int, int>>(new Dictionary<int, int> { [1] = 2 });
        RoundTrip(ImmutableArray.Create(1, 2));
        RoundTrip(ImmutableList.Create("a", "b"));
        RoundTrip(ImmutableDictionary<string, int>.Empty.Add("k", 1));
        RoundTrip(ImmutableSortedSet.Create(3, 1));
        RoundTrip(new byte[] { 1, 2, 3 });
        RoundTrip(new Nothing[] { default, default });
        RoundTrip(new int?[] { null, 3 });

        static void RoundTrip<T>(T value)
            where T : notnull
        {
            var codec = new MessageCodec<T>();
            Assert.Equivalent(value, codec.Decode(codec.Encode(value)), strict: true);
        }
    }

    [Fact]
    public void Delays_travel_as_the_distributions_that_they_are()
    {
        var codec = new MessageCodec<Delay>();
        foreach (var delay in new[] { Delay.None, Delay.Uniform(new(1), new(5)), Delay.Exponential(new(7)), Delay.LogNormal(new(9), 0.5), Delay.Empirical(new Duration(1), new Duration(3)) })
        {
            var copy = codec.Decode(codec.Encode(delay));
            Assert.Equal(delay.Sample(new RandomStream(1)), copy.Sample(new RandomStream(1)));
            Assert.IsType(delay.GetType(), copy);
        }
    }

    [Fact]
    public void Numbers_that_are_small_are_short()
    {
        var codec = new MessageCodec<int>();
        Assert.Equal([1, 1, 2, 5], new[] { 0, -64, 64, int.MaxValue }.Select(n => codec.Encode(n).Length));
    }

    [Theory]
    [InlineData(typeof(Func<int>))]
    [InlineData(typeof(object))]
    [InlineData(typeof(Task))]
    [InlineData(typeof(nint))]
    [InlineData(typeof(Type))]
    public void What_means_nothing_elsewhere_is_refused_at_once_and_named(Type type)
    {
        var holder = typeof(Holder<>).MakeGenericType(type);
        var builder = new CodecBuilder(TypeUniverse.Of(holder));
        var message = Assert.Throws<CodecException>(() => builder.Build(holder)).Message;
        Assert.Contains("Content has the type ", message);
        Assert.Contains("cannot be sent", message);
    }

    [Fact]
    public void A_value_that_contains_itself_is_refused_rather_than_followed_for_ever()
    {
        var codec = new MessageCodec<Chain>();
        Assert.Equal(Chain.Of(200), codec.Decode(codec.Encode(Chain.Of(200))));
        Assert.Contains("nested more than 256", Assert.Throws<CodecException>(() => codec.Encode(Chain.Of(10_000))).Message);
    }

    [Fact]
    public void A_value_that_is_too_large_is_refused() =>
        Assert.Contains("too large", Assert.Throws<CodecException>(() => new MessageCodec<byte[]>().Encode(new byte[5_000_000])).Message);

    [Fact]
    public void A_field_that_is_declared_never_to_be_null_is_neither_sent_nor_taken_as_null()
    {
        var lax = new MessageCodec<LaxNote>();
        var strict = new MessageCodec<Note>();
        Assert.Contains("Note.Text is null", Assert.Throws<CodecException>(() => strict.Encode(new Note(null!, null))).Message);
        Assert.Contains("Note.Text is null", Assert.Throws<CodecException>(() => strict.Decode(lax.Encode(new(null, "x")))).Message);
        Assert.Equal(new Note("x", null), strict.Decode(lax.Encode(new("x", null))));
    }

    [Fact]
    public void Programs_whose_types_differ_have_different_schemas()
    {
        Assert.Equal(new MessageCodec<Shape>().Schema, Shapes.Schema);
        Assert.NotEqual(new MessageCodec<Note>().Schema, new MessageCodec<LaxNote>().Schema);
        Assert.NotEqual(new MessageCodec<(int, long)>().Schema, new MessageCodec<(long, int)>().Schema);
    }

    public sealed record Ticket(int Number) : MutexMessage;

    public sealed record Note(string Text, string? Margin);

    public sealed record LaxNote(string? Text, string? Margin);

    public sealed record Holder<T>(T Content);
}
