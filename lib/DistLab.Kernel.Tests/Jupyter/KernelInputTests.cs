using System.Net;
using System.Text.Json;

namespace DistLab.Kernel.Tests;

public sealed class KernelInputTests
{
    [Fact]
    public void An_interrupt_ends_every_wait_of_its_cell_even_if_the_next_cell_begins_at_once()
    {
        using var server = new ZmtpServer(
            "stdin", new IPEndPoint(IPAddress.Loopback, 0), ZmtpRole.Router, new ZmtpLimits(), new ReceiveBudget(1 << 20), _ => { }, (_, _) => { });
        server.Start();
        using var frontEnd = RawPeer.Connect(server.Place);
        Assert.True(SpinWait.SpinUntil(() => server.Connections.Length == 1, 10_000));
        var request = new JupyterMessage(server.Connections[0], [], "execute_request", "{}"u8.ToArray(), JsonElement.Parse("{}"), 0);
        var input = new KernelInput(new MessageCodec(new MessageSigner([])), () => { }) { Socket = server };
        for (int i = 0; i < 50; i++)
        {
            input.Begin(request, allowed: true);
            int interrupted = 0;
            var threads = Enumerable.Range(0, 3).Select(_ => new Thread(() =>
            {
                try
                {
                    input.ReadLine("", password: false);
                }
                catch (OperationCanceledException)
                {
                    Interlocked.Increment(ref interrupted);
                }
            }) { IsBackground = true }).ToList();
            threads.ForEach(thread => thread.Start());
            frontEnd.ReadMessage();
            // The others have come in by the time at which the first one asks, or find the cell interrupted.
            Assert.True(SpinWait.SpinUntil(() => threads.All(thread => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin)), 10_000));
            input.Interrupt();
            input.Begin(request, allowed: true);
            threads.ForEach(thread => Assert.True(thread.Join(10_000)));
            Assert.Equal(3, interrupted);
        }
    }
}
