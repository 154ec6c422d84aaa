using System.Diagnostics;

namespace DistLab.Kernel.Tests;

/// <summary>What Jupyter's own client library and libzmq say to the kernel, in the scripts beside this file.</summary>
public sealed class JupyterClientTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private static readonly string Python = OperatingSystem.IsWindows() ? "python" : File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    [Theory]
    [InlineData("messages.py", 40)]
    [InlineData("output.py", 8)]
    [InlineData("lifecycle.py", 18)]
    [InlineData("hostile.py", 17)]
    public async Task Every_case_of_a_script_passes(string script, int cases)
    {
        bool there = (await RunAsync("-c", "import zmq, jupyter_client")).Code == 0;
        Assert.SkipUnless(
            there || Environment.GetEnvironmentVariable("CI") == "true",
            "This needs Python with pyzmq and jupyter_client: apt-get install python3-zmq python3-jupyter-client");
        var (code, output) = await RunAsync(Path.Combine(AppContext.BaseDirectory, "Jupyter", "python", script));
        Assert.True(code == 0, output);
        // A script that finds nothing to do succeeds too.
        Assert.Contains($"Ran {cases} tests in", output);
    }

    private static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Python, ["-W", "ignore", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DISTLAB_DOTNET"] = DotNetHost.Path;
        start.Environment["DISTLAB_KERNEL"] = typeof(JupyterKernel).Assembly.Location;
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return (-1, e.Message);
        }
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Longest);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output + await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"{arguments[^1]} did not end within {Longest.TotalMinutes} minutes.");
        }
    }
}
