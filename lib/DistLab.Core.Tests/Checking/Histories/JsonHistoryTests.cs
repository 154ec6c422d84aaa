using DistLab.Checking;
using DistLab.Core.Tests.Checking.Consistency;
using DistLab.Protocols;
using FsCheck;
using FsCheck.Fluent;

namespace DistLab.Core.Tests.Checking.Histories;

public sealed class JsonHistoryTests
{
    [Fact]
    public void Lines_read_as_documented()
    {
        var history = new HistoryBuilder()
            .Invoke(0, Call.Put("x", 1), new(1200)).Return(0, Value.Nil, new(1500))
            .Invoke(0, Call.CompareAndSet(Value.List("é", true), Value.Nil), new(1600)).Unknown(0, new(1700)).Invoke(0, Call.Get("x"), new(1800)).Fail(0, new(1900)).ToHistory();

        Assert.Equal(
            """
            {"event":"invoke","client":0,"at":1200,"call":"put","key":"x","argument":1}
            {"event":"return","client":0,"at":1500,"result":null}
            {"event":"invoke","client":0,"at":1600,"call":"cas","argument":[["é",true],null]}
            {"event":"unknown","client":0,"at":1800}
            {"event":"invoke","client":0,"at":1800,"call":"get","key":"x"}
            {"event":"fail","client":0,"at":1900}

            """.ReplaceLineEndings("\n"),
            Written(history));
    }

    [Fact]
    public void Any_history_comes_back_as_it_was() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var history = RandomHistory.Of(new KeyValueModel(), RandomHistory.KeyValueCall, (ulong)seed, clients: 4, operations: 20);
            var timed = new HistoryBuilder();
            foreach (var (client, at, told) in history.Events())
                timed.Add(client, told, new Instant(1000 + (at.Nanoseconds / 3)));
            return Read(Written(history)).Equals(history) && Read(Written(timed.ToHistory())).Equals(timed.ToHistory());
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("{\"event\":\"invoke\"", 2)]
    [InlineData("{\"event\":\"begin\",\"client\":0}", 2)]
    [InlineData("{\"event\":\"invoke\",\"client\":0,\"call\":\"get\",\"key\":1.5}", 2)]
    [InlineData("{\"event\":\"invoke\",\"client\":-1,\"call\":\"get\"}", 2)]
    [InlineData("{\"event\":\"invoke\",\"client\":1e99,\"call\":\"get\"}", 2)]
    [InlineData("{\"event\":\"invoke\",\"client\":0,\"call\":7}", 2)]
    [InlineData("{\"event\":\"return\",\"client\":0}", 2)]
    [InlineData("[]", 2)]
    [InlineData("{\"event\":\"invoke\",\"client\":0,\"call\":\"get\",\"key\":[[[[[[[[[[1]]]]]]]]]]}", 2)]
    public void A_line_that_does_not_fit_is_named(string bad, int line)
    {
        var text = "{\"event\":\"invoke\",\"client\":9,\"call\":\"get\"}\n" + bad + "\n";
        var fault = Assert.Throws<HistoryFormatException>(() => JsonHistory.Read(new StringReader(text), new(Depth: 8)));
        Assert.Equal(line, fault.Line);
        Assert.StartsWith("Line 2: ", fault.Message);
    }

    [Fact]
    public void What_is_too_large_ends_with_an_error_and_not_with_the_memory()
    {
        var endless = Assert.Throws<HistoryFormatException>(() => JsonHistory.Read(new EndlessText("{\"event\":\"invoke\",\"call\":\"aaaaaaaaaaaaaaaa", "a"), new(LineLength: 10_000)));
        Assert.Contains("10000 characters", endless.Message);
        var many = Assert.Throws<HistoryFormatException>(() => JsonHistory.Read(new EndlessText("", "{\"event\":\"invoke\",\"client\":0,\"call\":\"get\"}\n{\"event\":\"return\",\"client\":0}\n"), new(Events: 1_000)));
        Assert.Equal(1_001, many.Line);
    }

    private static string Written(History history)
    {
        var text = new StringWriter();
        JsonHistory.Write(history, text);
        return text.ToString();
    }

    private static History Read(string text) => JsonHistory.Read(new StringReader(text));
}
