using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;

namespace DistLab.Kernel.Tests;

public sealed class GlobPatternTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("*", "", true)]
    [InlineData("*", "two\nlines", true)]
    [InlineData("a*c", "abbc", true)]
    [InlineData("a*c", "abcd", false)]
    [InlineData("?", "", false)]
    [InlineData("??", "ab", true)]
    [InlineData("[a-c]x", "bx", true)]
    [InlineData("[^a-c]x", "bx", false)]
    [InlineData("[!a-c]x", "dx", true)]
    [InlineData("[]a]", "]", true)]
    [InlineData("[^]a]", "b", true)]
    [InlineData("[-a]", "-", true)]
    [InlineData("[a", "[a", true)]
    [InlineData("[", "[", true)]
    [InlineData("*[", "x[", true)]
    [InlineData("***a***", "xay", true)]
    [InlineData(".*", "abc", false)]
    public void A_pattern_matches_the_whole_text_or_not(string pattern, string text, bool expected) =>
        Assert.Equal(expected, GlobPattern.Matches(pattern, text));

    [Fact]
    public void Stars_and_question_marks_match_what_a_regular_expression_matches()
    {
        var words = from size in Gen.Choose(0, 8) from letters in Gen.Elements('a', 'b').ArrayOf(size) select new string(letters);
        var patterns = from size in Gen.Choose(0, 8) from letters in Gen.Elements('a', 'b', '*', '?').ArrayOf(size) select new string(letters);
        var cases = from pattern in patterns from word in words select (pattern, word);
        Prop.ForAll(cases.ToArbitrary(), one =>
            GlobPattern.Matches(one.pattern, one.word) == Regex.IsMatch(one.word, $"^{one.pattern.Replace("*", ".*").Replace('?', '.')}$"))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000).WithQuietOnSuccess(true));
    }

    [Fact]
    public void A_pattern_of_many_stars_takes_no_time_without_end() =>
        Assert.False(GlobPattern.Matches(string.Concat(Enumerable.Repeat("*a", 200)) + "b", new string('a', 5000)));
}
