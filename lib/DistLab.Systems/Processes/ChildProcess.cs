using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;

namespace DistLab.Systems;

/// <summary>The parent's side of a process of ours, which ends when this one does.</summary>
/// <typeparam name="TReport">What the process tells.</typeparam>
/// <typeparam name="TCommand">What it is told.</typeparam>
internal sealed class ChildProcess<TReport, TCommand>
    where TReport : class
    where TCommand : class
{
    private readonly Process _process;
    private readonly ControlPipe<TReport, TCommand> _pipe;
    private readonly TailText _errors = new(16_000);
    private readonly BlockingCollection<TCommand> _told = [];
    private readonly TaskCompletionSource _readAll = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProcess(Process process, Action<ChildProcess<TReport, TCommand>, TReport> heard)
    {
        _process = process;
        Id = process.Id;
        _pipe = new(process.StandardOutput.BaseStream, process.StandardInput.BaseStream);
        new Thread(() => Listen(heard)) { IsBackground = true, Name = $"from process {Id}" }.Start();
        new Thread(Talk) { IsBackground = true, Name = $"to process {Id}" }.Start();
        Ended = EndAsync();
    }

    /// <summary>The process's id.</summary>
    public int Id { get; }

    /// <summary>Done when the process is gone and all that it said was heard.</summary>
    public Task Ended { get; }

    /// <summary>The exit code of a process that is gone; that of one killed by a signal is 128 and the signal's number.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>The last of what it wrote to standard error.</summary>
    public string Errors => _errors.ToString().Trim();

    /// <summary>Starts a process.</summary>
    /// <param name="library">The library whose program it runs.</param>
    /// <param name="role">What the program is to be: its only argument.</param>
    /// <param name="heard">Takes what it says, on a thread of the process's own, one after the other.</param>
    /// <param name="environment">Variables for it alone.</param>
    /// <exception cref="ClusterException">It cannot be started.</exception>
    public static ChildProcess<TReport, TCommand> Start(
        Assembly library, string role, Action<ChildProcess<TReport, TCommand>, TReport> heard, params IEnumerable<(string Name, string Value)> environment) =>
        new(DotNetProgram.Start(library, role, environment), heard);

    /// <summary>Tells the process something, without waiting until it listens: it may be paused.</summary>
    public void Tell(TCommand command)
    {
        try
        {
            _told.Add(command);
        }
        catch (InvalidOperationException)
        {
            // It is gone.
        }
    }

    /// <summary>Ends the process at once, without asking it.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It ended by itself in the meantime.
        }
    }

    private void Talk()
    {
        foreach (var command in _told.GetConsumingEnumerable())
            _pipe.Write(command);
    }

    private void Listen(Action<ChildProcess<TReport, TCommand>, TReport> heard)
    {
        try
        {
            while (_pipe.Read() is { } report)
                heard(this, report);
        }
        catch (CodecException e)
        {
            // Native code of a protocol writes to standard output: there is no talking to this process any more.
            _errors.Add($"The process writes to standard output what is no report: {e.Message}\n");
            Kill();
        }
        finally
        {
            _readAll.SetResult();
        }
    }

    private async Task EndAsync()
    {
        var errors = ReadErrorsAsync();
        await _process.WaitForExitAsync();
        await _readAll.Task;
        await errors;
        _told.CompleteAdding();
        _process.StandardInput.BaseStream.Dispose();
    }

    private async Task ReadErrorsAsync()
    {
        var buffer = new char[4096];
        while (await _process.StandardError.ReadAsync(buffer) is > 0 and var count)
            _errors.Add(new string(buffer, 0, count));
    }
}
