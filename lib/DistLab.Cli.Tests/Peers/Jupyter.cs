using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace DistLab.Cli.Tests.Peers;

/// <summary>
/// Jupyter with folders of its own, and in them our kernel, installed by the words of the README. Shared by all tests against
/// software that we did not write, which therefore run one after the other.
/// </summary>
public sealed partial class Jupyter : IAsyncLifetime
{
    /// <summary>The name of the collection of tests that share it.</summary>
    public const string Collection = "Jupyter";

    private static readonly string[] Modules = ["ipykernel", "jupyter_client", "nbclient", "nbconvert", "notebook"];
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(5);

    private readonly TempFolder _folder = new();
    private string _missing = "";

    /// <summary>The folder of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Where pictures of pages are left for a person to look at.</summary>
    public static string Pictures => Directory.CreateDirectory(Path.Combine(Root, "artifacts", "peers")).FullName;

    /// <summary>The committed notebooks.</summary>
    public static IReadOnlyList<string> Notebooks { get; } =
        [.. Directory.GetFiles(Path.Combine(Root, "notebooks"), "*.ipynb").Order(StringComparer.Ordinal)];

    /// <summary>What sets programs apart from the Jupyter of the person who runs the tests.</summary>
    public IReadOnlyDictionary<string, string?> Variables { get; private set; } = new Dictionary<string, string?>();

    /// <summary>Python with Jupyter's libraries.</summary>
    public string Python { get; private set; } = "";

    /// <summary>A new folder, gone with the tests.</summary>
    public string NewFolder() => Directory.CreateDirectory(_folder.At(Path.GetRandomFileName())).FullName;

    /// <summary>Skips the test where Jupyter is missing; there it fails where it must not be missing.</summary>
    public void Require()
    {
        if (_missing.Length == 0) return;
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", _missing);
        Assert.Skip(_missing);
    }

    /// <summary>Runs a script to its end: one that stands beside these tests by its name, another by its full path.</summary>
    /// <returns>What it said.</returns>
    public async Task<string> RunScriptAsync(string script, TimeSpan limit, params string[] arguments)
    {
        await using var process = StartPython([Path.Combine(AppContext.BaseDirectory, "Peers", script), .. arguments]);
        await process.SucceedAsync(limit);
        await AssertNoKernelIsLeftAsync();
        return process.Said;
    }

    /// <summary>Starts Python in an empty folder.</summary>
    internal PeerProcess StartPython(params string[] arguments) => PeerProcess.Start(Python, arguments, NewFolder(), Variables);

    /// <summary>Fails when a process still runs the installed kernel.</summary>
    public async Task AssertNoKernelIsLeftAsync()
    {
        if (!OperatingSystem.IsLinux()) return;
        var patience = Stopwatch.StartNew();
        while (Kernels().ToList() is { Count: > 0 } left)
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(10), $"Kernels are left: {string.Join(", ", left)}");
            await Task.Delay(50);
        }
    }

    /// <summary>The shell commands that a section of the README gives first.</summary>
    public static IReadOnlyList<string> ReadmeCommands(string section)
    {
        var text = File.ReadAllText(Path.Combine(Root, "README.md"));
        var match = Regex.Match(text, $@"^## {Regex.Escape(section)}\n.*?^```sh\n(?<commands>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline);
        Assert.True(match.Success, $"The README has no section '{section}' with commands.");
        return [.. match.Groups["commands"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Comment().Replace(line, ""))];
    }

    public async ValueTask InitializeAsync()
    {
        _missing = await FindPythonAsync();
        if (_missing.Length > 0) return;
        var system = Path.GetDirectoryName(Python)!;
        Variables = new Dictionary<string, string?>
        {
            ["HOME"] = _folder.At("home"),
            ["JUPYTER_DATA_DIR"] = _folder.At("data"),
            ["JUPYTER_CONFIG_DIR"] = _folder.At("config"),
            ["JUPYTER_RUNTIME_DIR"] = _folder.At("runtime"),
            ["IPYTHONDIR"] = _folder.At("ipython"),
            ["JUPYTER_PATH"] = null,
            ["PATH"] = $"{system}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}",
            ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1",
        };
        Directory.CreateDirectory(_folder.At("home"));
        // The build needs the user's own home, where packages are kept.
        var install = Variables.Where(variable => variable.Key == "JUPYTER_DATA_DIR").ToDictionary();
        foreach (var command in ReadmeCommands("In VS Code"))
        {
            await using var shell = PeerProcess.Start("/bin/sh", ["-c", command], Root, install);
            await shell.SucceedAsync(InstallLimit);
        }
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> FindPythonAsync()
    {
        if (OperatingSystem.IsWindows()) return "The tests against Jupyter start the launcher script by /bin/sh, which Windows lacks.";
        foreach (var python in new[] { "/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3" }.Where(File.Exists))
        {
            await using var attempt = PeerProcess.Start(python, ["-c", $"import {string.Join(", ", Modules)}; print('ready')"], Path.GetTempPath(), new Dictionary<string, string?>());
            await attempt.EndAsync();
            if (!attempt.Said.Contains("ready", StringComparison.Ordinal)) continue;
            Python = python;
            return "";
        }
        return "Jupyter is not installed. On Debian: apt-get install jupyter-notebook python3-nbclient python3-nbconvert python3-ipykernel";
    }

    private IEnumerable<string> Kernels()
    {
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(folder => char.IsDigit(Path.GetFileName(folder)[0])))
        {
            string command;
            try
            {
                command = File.ReadAllText(Path.Combine(process, "cmdline"));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                continue;
            }
            if (command.Contains(_folder.Path, StringComparison.Ordinal) && command.Contains("DistLab.Kernel.dll", StringComparison.Ordinal))
                yield return $"{Path.GetFileName(process)} {command.Replace('\0', ' ')}";
        }
    }

    private static string FindRoot([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));

    [GeneratedRegex(@"\s+#.*$")]
    private static partial Regex Comment();
}

/// <summary>The tests that share Jupyter.</summary>
[CollectionDefinition(Jupyter.Collection)]
public sealed class JupyterTests : ICollectionFixture<Jupyter>;
