using System.Text;
using System.Text.Json;

namespace DistLab.Kernel.Tests;

/// <summary>What the kernel keeps is bounded, and what it keeps is the latest.</summary>
public sealed class BoundsTests
{
    [Fact]
    public void A_signature_is_remembered_until_as_many_others_have_come()
    {
        byte[] key = [1, 2, 3];
        var signer = new MessageSigner(key, remembered: 3);
        string Check(params byte[] contents) => string.Join(", ", contents.Select(content => signer.Check(signer.Sign([content]), [], [], [], [content]) ?? "good"));
        Assert.Equal("good, good, good", Check(1, 2, 3));
        Assert.Equal("a message for the second time, a message for the second time", Check(3, 1));
        Assert.Equal("good, good, a message for the second time", Check(4, 1, 3));
    }

    [Fact]
    public void A_signature_holds_for_its_key_only()
    {
        var signer = new MessageSigner([1]);
        byte[] other = new MessageSigner([2]).Sign([9]);
        Assert.Equal("a message with a wrong signature", signer.Check(other, [], [], [], [9]));
        Assert.Equal("an unsigned message", signer.Check([], [], [], [], [9]));
        Assert.Null(new MessageSigner([]).Check([], [], [], [], [9]));
        // RFC 4231, test case 2.
        Assert.Equal(
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            Encoding.ASCII.GetString(new MessageSigner("Jefe"u8.ToArray()).Sign("what do ya want for nothing?"u8)));
    }

    [Fact]
    public void The_history_keeps_the_latest_cells_that_fit()
    {
        var history = new History();
        for (int i = 1; i <= 10_050; i++)
            history.Add(i, $"cell {i}", null);
        var all = history.Range(0, 0, null, output: false);
        Assert.Equal(10_000, all.Count);
        Assert.Equal(51, (int)all[0]![1]!);
        for (int i = 0; i < 20; i++)
            history.Add(20_000 + i, new string('x', 1 << 20), null);
        Assert.InRange(history.Tail(1000, output: false).Count, 15, 17);
    }

    [Fact]
    public void A_log_that_nobody_reads_stops_nobody_and_one_that_is_flooded_says_so()
    {
        using var blocked = new BlockedWriter();
        var log = new KernelLog(blocked);
        for (int i = 0; i < 100_000; i++)
            log.Line("rubbish");
        blocked.Release();
        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                Thread.Sleep(200);
                log.Line("later");
                return blocked.Text.Contains("lines before this one were left out");
            },
            20_000));
        Assert.InRange(blocked.Text.Split("rubbish").Length, 2, 60);
    }

    [Fact]
    public void A_line_of_the_log_is_one_line_and_not_endless()
    {
        var writer = new StringWriter();
        var log = new KernelLog(TextWriter.Synchronized(writer));
        log.Line("a\nb\r\e[2Jc" + new string('x', 10_000));
        Assert.True(SpinWait.SpinUntil(() => writer.ToString().Contains('\n'), 10_000));
        Assert.InRange(writer.ToString().Length, 100, 600);
        Assert.Single(writer.ToString().Trim().Split('\n', '\r', '\e'));
    }

    [Fact]
    public void An_inbox_that_is_full_holds_back_who_fills_it_and_lets_a_large_message_in_when_it_is_empty()
    {
        var inbox = new Inbox(capacity: 100);
        inbox.Add(Message("large", 1000));
        var second = new Thread(() => inbox.Add(Message("small", 1)));
        second.Start();
        Assert.False(second.Join(200));
        Assert.Equal(("large", 1), (inbox.Take()!.Value.Message.Type, 1));
        second.Join();
        Assert.Equal(2, inbox.Latest);
        Assert.Equal(("small", 2), (inbox.Take()!.Value is var (message, number) ? (message.Type, number) : default));
        inbox.Close();
        Assert.Null(inbox.Take());
    }

    [Fact]
    public void What_is_printed_goes_out_in_order_in_pieces_that_split_no_character()
    {
        var published = new List<(bool Error, string Text)>();
        var text = new StreamText((error, piece) => published.Add((error, piece)));
        string foxes = "x" + string.Concat(Enumerable.Repeat("🦊", 300_000));
        text.Write(false, foxes);
        text.Write(true, "error");
        text.FlushAnd(() => published.Add((false, "<display>")));
        Assert.Equal(foxes, string.Concat(published.TakeWhile(one => one.Text != "error").Select(one => one.Text)));
        Assert.All(published, one => Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(one.Text))));
        Assert.Equal([(true, "error"), (false, "<display>")], published.TakeLast(2));
    }

    [Fact]
    public async Task What_is_printed_goes_out_soon_though_nothing_follows_it_and_the_pool_is_blocked()
    {
        var gate = new ManualResetEventSlim();
        var blocked = Enumerable.Range(0, 4 * Environment.ProcessorCount).Select(_ => Task.Run(gate.Wait)).ToList();
        var published = new ManualResetEventSlim();
        new StreamText((_, _) => published.Set()).Write(false, "text");
        try
        {
            Assert.True(published.Wait(10_000, TestContext.Current.CancellationToken));
        }
        finally
        {
            gate.Set();
        }
        // None may begin after the test has ended.
        await Task.WhenAll(blocked);
    }

    private static JupyterMessage Message(string type, long size) => new(null!, [], type, [], JsonElement.Parse("{}"), size);

    /// <summary>A pipe whose reader does not read.</summary>
    private sealed class BlockedWriter : StringWriter
    {
        private readonly ManualResetEventSlim _gate = new();
        private readonly Lock _lock = new();

        internal string Text
        {
            get
            {
                lock (_lock)
                    return ToString();
            }
        }

        internal void Release() => _gate.Set();

        public override void WriteLine(string? value)
        {
            _gate.Wait();
            lock (_lock)
                base.WriteLine(value);
        }
    }
}
