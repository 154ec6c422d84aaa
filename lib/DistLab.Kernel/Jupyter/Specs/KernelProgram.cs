using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace DistLab.Kernel;

/// <summary>
/// The kernel's program, laid into a folder. Compiled ahead of time for this machine, its first cell answers in about half the
/// time; that needs the SDK and a package of the compiler, so without them it is the plain build.
/// </summary>
public static class KernelProgram
{
    internal const string FileName = "DistLab.Kernel.dll";

    // A package source that does not answer is asked several times.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Compiles the program ahead of time.</summary>
    /// <param name="project">The project file of DistLab.Kernel.</param>
    /// <param name="work">A folder for what the compiler leaves between; kept, it makes the next time faster. One use at a time.</param>
    /// <param name="target">The folder that the program goes to.</param>
    /// <param name="cancellation">Ends the compiler.</param>
    /// <returns>Empty, or why it could not be done; then the target is as it was.</returns>
    public static async Task<string> CompileAsync(string project, string work, string target, CancellationToken cancellation)
    {
        if (!File.Exists(project))
            return $"'{project}' is not there.";
        // In a folder of its own: the ordinary build's lists of packages know no runtime and would be overwritten.
        string output = Path.Combine(work, "published");
        var start = new ProcessStartInfo(DotNetHost.Path,
        [
            "publish", project, "--configuration", "Release", "--runtime", RuntimeInformation.RuntimeIdentifier, "--no-self-contained",
            "-p:PublishReadyToRun=true", "-p:UseAppHost=false", "--artifacts-path", work, "--output", output,
            "--nologo", "--verbosity", "quiet", "--disable-build-servers",
        ])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["MSBUILDDISABLENODEREUSE"] = "1" },
        };
        try
        {
            Directory.CreateDirectory(work);
            using var alone = await LockAsync(Path.Combine(work, "lock"), cancellation);
            if (Directory.Exists(output))
                Directory.Delete(output, recursive: true);
            string reason = await RunAsync(start, cancellation);
            if (reason.Length == 0)
                Copy(Directory.GetFiles(output), target);
            return reason;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            return e.Message;
        }
    }

    /// <summary>Copies the plain build that runs now.</summary>
    /// <param name="target">The folder that the program goes to.</param>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static void CopyBuild(string target)
    {
        string source = Path.GetDirectoryName(typeof(KernelProgram).Assembly.Location)!;
        string dependencies = Path.Combine(source, Path.ChangeExtension(FileName, ".deps.json"));
        var libraries = JsonNode.Parse(File.ReadAllText(dependencies))!["targets"]!.AsObject().First().Value!.AsObject();
        var files = libraries
            .SelectMany(library => library.Value!["runtime"] as JsonObject ?? [])
            .Select(file => Path.Combine(source, Path.GetFileName(file.Key)));
        Copy([.. files, dependencies, Path.Combine(source, Path.ChangeExtension(FileName, ".runtimeconfig.json"))], target);
    }

    /// <summary>Runs the plain build as a front end would: a process of its own, which ends when it is told to.</summary>
    /// <param name="connectionFile">The file in which a front end says where to listen, in full.</param>
    /// <param name="cancellation">Ends the process.</param>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunAsync(string connectionFile, CancellationToken cancellation)
    {
        using var process = Process.Start(
            DotNetHost.Path, ["exec", typeof(KernelProgram).Assembly.Location, "jupyter", "--connection-file", connectionFile]);
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        return process.ExitCode;
    }

    private static void Copy(IEnumerable<string> files, string target)
    {
        foreach (string file in files)
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
    }

    private static async Task<string> RunAsync(ProcessStartInfo start, CancellationToken cancellation)
    {
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            return $"the compiler took longer than {Limit.TotalMinutes} minutes.";
        }
        if (process.ExitCode == 0)
            return "";
        string[] lines = string.Concat(await output).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return lines.FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal)) ?? $"dotnet publish ended with status {process.ExitCode}.";
    }

    private static async Task<FileStream> LockAsync(string path, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(200, cancellation);
            }
        }
    }
}
