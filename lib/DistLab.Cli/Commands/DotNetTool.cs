using System.ComponentModel;
using System.Diagnostics;

namespace DistLab.Cli;

/// <summary>Runs the .NET SDK.</summary>
internal static class DotNetTool
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="folder">The folder that it runs in.</param>
    /// <param name="arguments">What it is told.</param>
    /// <param name="cancellation">Ends it, and what it has started.</param>
    /// <exception cref="UsageException">There is no such program.</exception>
    public static async Task<ToolRun> RunAsync(string folder, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var info = new ProcessStartInfo(Program(), arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // Its messages are read, and so must not be translated; and no server of the compiler may outlive this program.
        info.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        info.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        info.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Start(info);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None));
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        return new(process.ExitCode, await output + await error);
    }

    private static Process Start(ProcessStartInfo info)
    {
        try
        {
            return Process.Start(info)!;
        }
        catch (Win32Exception)
        {
            throw new UsageException("The .NET SDK is not installed, or 'dotnet' is not on the path. Install version 10 or newer from https://dotnet.microsoft.com/download.");
        }
    }

    // The program that runs this one, if it was started as 'dotnet distlab.dll'.
    private static string Program() =>
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path).Equals("dotnet", StringComparison.OrdinalIgnoreCase) ? path : "dotnet";
}
