using DistLab.Checking;
using DistLab.Protocols;
using FsCheck;
using FsCheck.Fluent;

namespace DistLab.Core.Tests.Checking.Histories;

public sealed class JepsenHistoryTests
{
    [Fact]
    public void A_key_value_history_a_map_a_line_is_read()
    {
        var history = Read("""
            {:process 0, :type :invoke, :f :append, :key "4", :value "x 0 1 y"}
            {:process 1, :type :invoke, :f :get, :key "4", :value nil}
            {:process 0, :type :ok, :f :append, :key "4", :value "x 0 1 y"}
            {:process 1, :type :ok, :f :get, :key "4", :value ""}
            {:process 1, :type :invoke, :f :put, :key "5", :value "z"}
            """);
        Assert.Equal(["append(\"4\", \"x 0 1 y\")", "get(\"4\") → \"\"", "put(\"5\", z), no answer"], history.Select(operation => operation.ToString()));
        Assert.False(history.HasTimes);
        Assert.True(Linearizability.Check(history, new KeyValueModel("")).IsSatisfied);
    }

    [Fact]
    public void A_history_of_operations_with_times_tags_comments_and_a_nemesis_is_read()
    {
        var history = Read("""
            ; a test of mine
            [#jepsen.history.Op{:index 0, :time 1000, :type :invoke, :process :nemesis, :f :kill, :value #{"n1" "n2"}}
             #jepsen.history.Op{:index 1, :time 2000, :type :invoke, :process 3, :f :cas, :value [3N 0]}, #_{:is :hidden}
             #jepsen.history.Op{:index 2, :time 2500, :type :info, :process 3, :f :cas, :value [3 0], :error [:timeout {:after 1.5}]}
             {:index 3, :time 3000, :type :invoke, :process 4, :f :read, :value nil}
             {:index 4, :time 4000, :type :ok, :process 4, :f :read, :value #{2 1}}
             {:index 5, :time 5000, :type :invoke, :process 5, :f :cas, :value [0 1]}
             {:index 6, :time 6000, :type :ok, :process 5, :f :cas, :value [0 1]}
             {:index 7, :time 7000, :type :invoke, :process 5, :f :write, :value :none}
             {:index 8, :time 8000, :type :fail, :process 5, :f :write, :value :none}]
            """);
        Assert.Equal(["cas(3, 0), no answer", "read() → [1, 2]", "cas(0, 1) → true", "write(:none), failed"], history.Select(operation => operation.ToString()));
        Assert.Equal(new Instant(3000), history[1].Invoked);
        Assert.Equal(new Instant(4000), history[1].ReturnedAt);
    }

    [Fact]
    public void A_history_over_independent_keys_is_read_as_such()
    {
        var history = JepsenHistory.Read(
            new StringReader("""
                {:process 0 :type :invoke :f :write :value [7 2]}
                {:process 0 :type :ok :f :write :value [7 2]}
                {:process 0 :type :invoke :f :read :value [7 nil]}
                {:process 0 :type :ok :f :read :value [7 2]}
                {:process 0 :type :invoke :f :read :value [8 nil]}
                {:process 0 :type :ok :f :read :value [8 nil]}
                """),
            new(IsKeyed: true));
        Assert.Equal(["write(7, 2)", "read(7) → 2", "read(8) → nil"], history.Select(operation => operation.ToString()));
    }

    [Fact]
    public void A_log_is_read_and_a_failed_compare_and_set_may_count_as_an_answer()
    {
        const string log = "INFO  jepsen.core - Everything set up (finally]\nINFO  jepsen.util - 0\t:invoke\t:read\tnil\nINFO  jepsen.util - 0\t:ok\t:read\tnil\n"
            + "INFO  jepsen.util - 2\t:invoke\t:cas\t[0 3]\nINFO  jepsen.util - 2\t:fail\t:cas\t[0 3]\nINFO  jepsen.util - 1\t:invoke\t:read\tnil\nINFO  jepsen.util - 1\t:fail\t:read\t:timed-out\n";
        Assert.Equal(["read() → nil", "cas(0, 3), failed", "read(), failed"], Read(log).Select(operation => operation.ToString()));
        Assert.Equal("cas(0, 3) → false", JepsenHistory.Read(new StringReader(log), new(FailedCompareAndSetIsFalse: true))[1].ToString());
        Assert.Equal(["write(4)"], Read("4 :invoke :write 4\r\n4 :ok :write 4\r\n").Select(operation => operation.ToString()));
    }

    [Theory]
    [InlineData("{:process 0, :type :invoke, :f :read, :value nil}\n{:process 0, :type :invoke, :f :read, :value nil}", 2, "while its read() is under way")]
    [InlineData("{:process 0, :type :invoke, :f :read, :value nil}\n{:process 0, :type :invoke", 2, "not closed")]
    [InlineData("{:process 0, :type :invoke, :f :read, :value nil}\n[", 2, "not closed")]
    [InlineData("[{:process 0, :type :invoke, :f :read, :value nil}\n\n}", 3, "not expected")]
    [InlineData("{:process 0, :type :maybe, :f :read}", 1, ":invoke, :ok, :fail or :info")]
    [InlineData("{:process 0, :type :invoke, :f :write, :value 1.5}", 1, "1.5")]
    [InlineData("{:process 0, :type :invoke, :f :write, :value {:a 1}}", 1, "not a map")]
    [InlineData("{:process 0, :type :invoke, :f :write, :value}", 1, "without a value")]
    [InlineData("{:type :invoke, :f :write, :value 1}", 1, ":process")]
    [InlineData("{:process -1, :type :invoke, :f :write, :value 1}", 1, "from 0")]
    [InlineData("{:process 0, :type :invoke, :f :write, :value \"\\q\"}", 1, "escape")]
    [InlineData("0 :invoke :read nil\n0 :sleep", 2, "such as 0 :invoke :read nil")]
    [InlineData("0 :invoke :read [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]", 1, "nested")]
    [InlineData("{:process 0 :value #_}", 1, "nothing follows #_")]
    [InlineData("hello", 1, "an event is a process")]
    public void A_line_that_does_not_fit_is_named_with_its_fault(string text, int line, string fault)
    {
        var exception = Assert.Throws<HistoryFormatException>(() => Read(text));
        Assert.Equal(line, exception.Line);
        Assert.Contains(fault, exception.Message);
    }

    [Fact]
    public void What_is_too_large_ends_with_an_error_and_not_with_the_memory_or_the_stack()
    {
        Assert.Throws<HistoryFormatException>(() => JepsenHistory.Read(new EndlessText("{:process \"", "a")));
        Assert.Throws<HistoryFormatException>(() => JepsenHistory.Read(new EndlessText("[", "[")));
        Assert.Throws<HistoryFormatException>(() => JepsenHistory.Read(new EndlessText("[{:process 0 :type :info", " #_a #tag")));
        Assert.Throws<HistoryFormatException>(() => JepsenHistory.Read(new EndlessText("0 :invoke :read \"", "b")));
        Assert.Throws<HistoryFormatException>(() => JepsenHistory.Read(new EndlessText("[", "{:process 0 :type :invoke :f :read}{:process 0 :type :ok :f :read}"), new(Limits: new(Events: 500))));
    }

    [Fact]
    public void No_text_makes_the_reader_fail_otherwise_than_by_naming_a_line() =>
        Prop.ForAll(Texts(), text =>
        {
            try
            {
                return Read(text).Count >= 0;
            }
            catch (HistoryFormatException fault)
            {
                return fault.Line >= 1;
            }
        }).QuickCheckThrowOnFailure();

    private static Arbitrary<string> Texts() => Gen.ArrayOf(Gen.Elements(
        "{", "}", "[", "]", "(", ")", "#", "#{", "#_", "#tag", ":process", ":type", ":f", ":value", ":invoke", ":ok", ":info", "0", "1", "-", "99999999999999999999", "1.5", "nil", "\"a\"", "\"", "\\", "\\u00", ";", "\n", " ", "INFO - ", ":", "\u0000", "é"))
        .Select(parts => string.Join(parts.Length % 2 == 0 ? " " : "", parts)).ToArbitrary();

    private static History Read(string text) => JepsenHistory.Read(new StringReader(text));
}
