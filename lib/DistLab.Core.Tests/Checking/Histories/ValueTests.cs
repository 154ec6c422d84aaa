using DistLab.Checking;

namespace DistLab.Core.Tests.Checking.Histories;

public sealed class ValueTests
{
    private static readonly Value[] Ordered = [Value.Nil, false, true, -5, 0, 7, "", "10", "9", "a", Value.List(), Value.List(1), Value.List(1, "x"), Value.List(2)];

    [Fact]
    public void Values_of_the_same_meaning_are_equal_and_all_others_differ()
    {
        for (var i = 0; i < Ordered.Length; i++)
        {
            for (var j = 0; j < Ordered.Length; j++)
            {
                Assert.Equal(i == j, Ordered[i] == Ordered[j]);
                Assert.Equal(Math.Sign(i.CompareTo(j)), Math.Sign(Ordered[i].CompareTo(Ordered[j])));
            }
        }
        Value joined = string.Concat("a", "b");
        Assert.Equal("ab", joined);
        Assert.Equal(((Value)"ab").GetHashCode(), joined.GetHashCode());
        Assert.Equal(Value.List(1, 2).GetHashCode(), Value.List(1, 2).GetHashCode());
    }

    [Fact]
    public void Hashes_are_the_same_in_every_process() => Assert.Equal(
        [473213849, -233971883, -313850289],
        [((Value)"distributed").GetHashCode(), ((Value)42).GetHashCode(), Call.Put("x", 1).GetHashCode()]);

    [Fact]
    public void A_text_that_could_be_taken_for_something_else_stands_in_quotation_marks() => Assert.Equal(
        ["nil", "false", "-5", "\"\"", "\"10\"", "a", "[1, x]"],
        new[] { Value.Nil, false, -5, "", "10", "a", Value.List(1, "x") }.Select(value => value.ToString()));

    [Fact]
    public void A_call_is_written_as_one_would() => Assert.Equal(
        ["read()", "write(1)", "write(x, 1)", "cas(1, 2)", "cas(x, 1, 2)", "append(x, \"a b\")"],
        new[] { Call.Read(), Call.Write(1), Call.Write("x", 1), Call.CompareAndSet(1, 2), Call.CompareAndSet("x", 1, 2), Call.Append("x", "a b") }.Select(call => call.ToString()));
}
