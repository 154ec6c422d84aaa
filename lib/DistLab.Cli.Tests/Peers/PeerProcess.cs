using System.Diagnostics;
using System.Text;

namespace DistLab.Cli.Tests.Peers;

/// <summary>A program that we did not write, with what it has said so far. It ends, with all that it started, when it is disposed of.</summary>
internal sealed class PeerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _said = new();

    private PeerProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it wrote to both of its outputs.</summary>
    public string Said
    {
        get
        {
            lock (_said) return _said.ToString();
        }
    }

    public bool HasExited => _process.HasExited;

    public static PeerProcess Start(string program, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string?> variables)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return new PeerProcess(process);
    }

    /// <summary>Waits for its end, which must be a good one.</summary>
    public async Task SucceedAsync(TimeSpan limit)
    {
        using var late = new CancellationTokenSource(limit);
        try
        {
            await _process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"{_process.StartInfo.FileName} did not end within {limit.TotalSeconds} s. It said:\n{Said}");
        }
        Assert.True(_process.ExitCode == 0, $"{_process.StartInfo.FileName} ended with status {_process.ExitCode}. It said:\n{Said}");
    }

    /// <summary>Waits for its end.</summary>
    public Task EndAsync() => _process.WaitForExitAsync();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Note(string? line)
    {
        lock (_said) _said.AppendLine(line);
    }
}
