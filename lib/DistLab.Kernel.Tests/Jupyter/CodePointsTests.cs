using FsCheck;
using FsCheck.Fluent;

namespace DistLab.Kernel.Tests;

public sealed class CodePointsTests
{
    [Theory]
    [InlineData("abc", 2, 2)]
    [InlineData("🦊bc", 1, 2)]
    [InlineData("a🦊🦊c", 3, 5)]
    [InlineData("🦊", -7, 0)]
    [InlineData("🦊", 2, 2)]
    [InlineData("🦊", int.MaxValue, 2)]
    [InlineData("", 0, 0)]
    public void The_protocol_s_position_counts_an_emoji_once_and_UTF_16_twice(string text, int position, int expected) =>
        Assert.Equal(expected, CodePoints.ToUtf16(text, position));

    [Fact]
    public void There_and_back_is_the_same_position_and_the_text_before_it_has_so_many_characters()
    {
        var texts = from parts in Gen.ListOf(Gen.Elements("a", "é", "🦊", "\n", "\uD83E", "中")) select string.Concat(parts);
        var cases = from text in texts from position in Gen.Choose(0, 20) select (text, position);
        Prop.ForAll(cases.ToArbitrary(), one =>
        {
            int at = CodePoints.ToUtf16(one.text, one.position);
            int length = one.text.EnumerateRunes().Count();
            Assert.Equal(Math.Min(one.position, length), CodePoints.FromUtf16(one.text, at));
            Assert.Equal(Math.Min(one.position, length), one.text[..at].EnumerateRunes().Count());
        }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));
    }
}
