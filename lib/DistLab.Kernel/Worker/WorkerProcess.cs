using System.Diagnostics;
using System.IO.Pipes;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace DistLab.Kernel;

/// <summary>The runner's side of a worker: starts it, talks to it over two pipes of its own, ends it.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly Lock Starting = new();

    private readonly Process _process;
    private readonly AnonymousPipeServerStream _toWorker;
    private readonly AnonymousPipeServerStream _fromWorker;
    private readonly FrameStream _input;
    private readonly Channel<Frame> _frames = Channel.CreateBounded<Frame>(1024);

    private WorkerProcess(string folder)
    {
        // Only one process at a time may inherit pipes, or a second worker would keep the first one's open.
        lock (Starting)
        {
            _toWorker = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
            _fromWorker = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
            _process = Process.Start(StartInfo(folder))!;
            _toWorker.DisposeLocalCopyOfClientHandle();
            _fromWorker.DisposeLocalCopyOfClientHandle();
        }
        _input = new FrameStream(_toWorker);
        _process.StandardInput.Close();
        string mark = $"\u0001{Guid.NewGuid():N}\u0001";
        Output = new RawOutput(_process.StandardOutput, mark, CSharpEngine.DefaultPrintLimit);
        Error = new RawOutput(_process.StandardError, mark, CSharpEngine.DefaultPrintLimit);
        new Thread(ReadFrames) { IsBackground = true, Name = "worker output" }.Start();
        _ = EndFramesAsync();
        Send(FrameKind.Start, new JsonObject { ["folder"] = folder, ["mark"] = mark, ["printLimit"] = CSharpEngine.DefaultPrintLimit });
    }

    /// <summary>What the process writes past the console.</summary>
    internal RawOutput Output { get; }

    /// <summary>What the process writes to standard error past the console, the runtime's last words among it.</summary>
    internal RawOutput Error { get; }

    /// <summary>Starts a worker and waits until it can take cells.</summary>
    /// <exception cref="WorkerStartException">It does not come up.</exception>
    internal static async Task<WorkerProcess> StartAsync(string folder, CancellationToken cancellation)
    {
        WorkerProcess worker;
        try
        {
            worker = new WorkerProcess(folder);
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or IOException)
        {
            throw new WorkerStartException($"The process for this notebook could not be started: {e.Message}");
        }
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(StartLimit);
        try
        {
            if (await worker.ReadAsync(limit.Token) is { Kind: FrameKind.Ready })
                return worker;
            string reason = await worker.Error.TakeRestAsync(Grace);
            throw new WorkerStartException($"The process for this notebook did not come up: {reason.Trim()}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            await worker.StopAsync();
            throw new WorkerStartException($"The process for this notebook did not come up within {StartLimit.TotalSeconds} s: is the machine overloaded?");
        }
        catch
        {
            await worker.StopAsync();
            throw;
        }
    }

    internal void Execute(string cellName, string source) =>
        Send(FrameKind.Execute, new JsonObject { ["name"] = cellName, ["source"] = source });

    /// <summary>The next message, or null when the process has ended and all its messages were read.</summary>
    internal async Task<Frame?> ReadAsync(CancellationToken cancellation)
    {
        while (await _frames.Reader.WaitToReadAsync(cancellation))
        {
            if (_frames.Reader.TryRead(out var frame))
                return frame;
        }
        return null;
    }

    /// <summary>Ends the process and what it started.</summary>
    /// <returns>The process's exit code.</returns>
    internal async Task<int> KillAsync()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended by itself in the meantime.
        }
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    private async Task StopAsync()
    {
        await KillAsync();
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _toWorker.Dispose();
        using (var grace = new CancellationTokenSource(Grace))
        {
            try
            {
                await _process.WaitForExitAsync(grace.Token);
            }
            catch (OperationCanceledException)
            {
                await KillAsync();
            }
        }
        _process.Dispose();
        // The reading thread may still sit in a read that a child of the worker keeps open; it then ends with this process.
        if (_frames.Reader.Completion.IsCompleted)
            _fromWorker.Dispose();
    }

    private ProcessStartInfo StartInfo(string folder)
    {
        string program = typeof(WorkerProcess).Assembly.Location;
        var info = new ProcessStartInfo(
            DotNetHost.Path,
            ["exec", program, "worker", _toWorker.GetClientHandleAsString(), _fromWorker.GetClientHandleAsString()])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        // A crash of a cell is an ordinary event: it must leave no dump behind.
        info.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        return info;
    }

    private void Send(FrameKind kind, JsonObject content)
    {
        try
        {
            _input.Write(kind, content);
        }
        catch (IOException)
        {
            // The process is gone; reading from it will tell.
        }
    }

    /// <summary>A child of the worker may hold its pipe open for ever, so the pipe's end alone does not tell that the worker is gone.</summary>
    private async Task EndFramesAsync()
    {
        await _process.WaitForExitAsync();
        await Task.WhenAny(_frames.Reader.Completion, Task.Delay(Grace));
        _frames.Writer.TryComplete();
    }

    private void ReadFrames()
    {
        var output = new FrameStream(_fromWorker);
        try
        {
            while (output.Read() is { } frame)
                _frames.Writer.WriteAsync(frame).AsTask().Wait();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or AggregateException { InnerException: ChannelClosedException })
        {
            // A pipe that breaks is a worker that ended.
        }
        _frames.Writer.TryComplete();
    }
}
