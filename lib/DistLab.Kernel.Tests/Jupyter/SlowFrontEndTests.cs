using System.Diagnostics;

namespace DistLab.Kernel.Tests;

/// <summary>A front end that does not take what a cell puts out holds the cell back, not the session.</summary>
public sealed class SlowFrontEndTests
{
    private const string Endless = """{"code":"while (true) Console.WriteLine(new string('x', 10_000));"}""";

    [Fact]
    public void A_cell_that_waits_for_a_front_end_can_be_interrupted()
    {
        using var kernel = new HostUnderTest(new ZmtpLimits { QueuedBytes = 1 << 20 });
        using var stuck = kernel.IoPub(receiveBuffer: 10_000);
        using var shell = kernel.Shell();
        using var control = kernel.Control();
        string cell = shell.Send("execute_request", Endless);
        Thread.Sleep(2000);
        long start = Stopwatch.GetTimestamp();
        control.Send("interrupt_request", "{}");
        Assert.Equal("ok", (string?)control.Receive().Content["status"]);
        var reply = shell.Receive();
        Assert.Equal((cell, "error"), (reply.Parent, (string?)reply.Content["status"]));
        // The front end still takes nothing, and would be given up after a minute only.
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 19);
        shell.AssertAnswers();
        Assert.DoesNotContain("took nothing", kernel.Log);
    }

    [Fact]
    public void Once_a_front_end_that_takes_nothing_is_disconnected_the_cell_goes_on_for_the_others()
    {
        using var kernel = new HostUnderTest(new ZmtpLimits { QueuedBytes = 1 << 20, Stall = TimeSpan.FromSeconds(1) });
        using var stuck = kernel.IoPub(receiveBuffer: 10_000);
        using var good = kernel.IoPub();
        using var shell = kernel.Shell();
        string cell = shell.Send("execute_request", """{"code":"for (int i = 0; i < 3_000; i++) Console.WriteLine(i.ToString() + new string('x', 10_000));"}""");
        var printed = new System.Text.StringBuilder();
        while (good.Receive() is var message && (message.Parent != cell || (string?)message.Content["execution_state"] != "idle"))
        {
            if (message.Type == "stream")
                printed.Append((string?)message.Content["text"]);
        }
        Assert.Equal(Enumerable.Range(0, 3_000).Select(i => $"{i}"), printed.Replace("x", "").Replace("\r", "").ToString().TrimEnd().Split('\n'));
        Assert.Contains("iopub: closed a connection: it took nothing for 1 s", kernel.Log);
        Assert.Equal("ok", (string?)shell.Receive().Content["status"]);
    }

    [Fact]
    public async Task A_kernel_whose_front_end_takes_nothing_ends_all_the_same()
    {
        var kernel = new HostUnderTest(new ZmtpLimits { QueuedBytes = 1 << 20 });
        using var stuck = kernel.IoPub(receiveBuffer: 10_000);
        using var shell = kernel.Shell();
        using var control = kernel.Control();
        shell.Send("execute_request", Endless);
        Thread.Sleep(1000);
        control.Send("shutdown_request", """{"restart":false}""");
        Assert.Equal("shutdown_reply", control.Receive().Type);
        await kernel.Host.Ended.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }
}
