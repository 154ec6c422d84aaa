using System.Diagnostics;

namespace DistLab.Cli.Tests;

/// <summary>The launcher script against a dotnet that writes down how it was called, so that a test takes no build.</summary>
public sealed class LauncherTests : IDisposable
{
    private const string Dotnet = """
        #!/bin/sh
        case $1 in
            --list-sdks) echo "${FAKE_SDK:-10.0.100} [/sdk]" ;;
            build)
                echo build >>"$FAKE_LOG"
                sleep "${FAKE_SLEEP:-0}"
                [ -z "${FAKE_FAILURE:-}" ] || { echo "noise"; echo "Program.cs(1,1): error CS1002: ; expected"; exit 1; }
                folder=$(dirname "$2")/bin/Release/net10.0
                mkdir -p "$folder"
                echo program >"$folder/distlab.dll"
                ;;
            *) shift; echo "started in $DISTLAB_ROOT with: $*"; exit "${FAKE_STATUS:-0}" ;;
        esac
        """;

    private readonly TempFolder _folder = new();
    private readonly string _root;
    private readonly string _source;
    private bool _hasFlock = true;

    public LauncherTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The launcher for Windows is distlab.cmd, which needs a Windows to be tried.");
        _root = _folder.At("my course");
        _source = _folder.Write("my course/lib/DistLab.Cli/Program.cs", "source");
        _folder.Write("my course/lib/DistLab.Core/Protocol.cs", "source");
        Executable(_folder.Write("tools/dotnet", Dotnet));
        File.Copy(Path.Combine(RepositoryRoot(), "distlab"), Path.Combine(_root, "distlab"));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_builds_on_first_use_and_then_starts_at_once()
    {
        var first = await LaunchAsync(["run", "a b.ipynb"]);
        Assert.Contains("Building DistLab (first use", first.Error);
        Assert.Equal($"started in {_root} with: run a b.ipynb\n", first.Output);
        var second = await LaunchAsync([]);
        Assert.Equal("", second.Error);
        Assert.Equal(1, Builds());
    }

    [Fact]
    public async Task It_builds_again_when_a_source_is_newer_or_gone_but_not_for_tests_and_outputs()
    {
        await LaunchAsync([]);
        _folder.Write("my course/lib/DistLab.Core.Tests/NewTests.cs", "test");
        _folder.Write("my course/lib/DistLab.Core/obj/x.cs", "output");
        await LaunchAsync([]);
        Assert.Equal(1, Builds());

        File.SetLastWriteTimeUtc(_source, DateTime.UtcNow.AddSeconds(5));
        Assert.Contains("Building DistLab …", (await LaunchAsync([])).Error);
        File.SetLastWriteTimeUtc(_source, DateTime.UtcNow.AddDays(-1));
        File.Delete(Path.Combine(_root, "lib", "DistLab.Core", "Protocol.cs"));
        await LaunchAsync([]);
        Assert.Equal(3, Builds());
        await LaunchAsync([]);
        Assert.Equal(3, Builds());
    }

    [Fact]
    public async Task It_builds_whenever_it_is_asked_to()
    {
        await LaunchAsync([]);
        await LaunchAsync(["build"]);
        Assert.Equal(2, Builds());
    }

    [Fact]
    public async Task It_works_through_a_symbolic_link_from_elsewhere_and_passes_the_status_on()
    {
        File.CreateSymbolicLink(_folder.At("link"), Path.Combine("my course", "distlab"));
        var run = await LaunchAsync([], script: _folder.At("link"), variables: ("FAKE_STATUS", "2"));
        Assert.Contains($"started in {_root} with", run.Output);
        Assert.Equal(2, run.Status);
    }

    [Fact]
    public async Task A_failed_build_shows_the_compilers_errors_and_starts_nothing()
    {
        var run = await LaunchAsync([], variables: ("FAKE_FAILURE", "1"));
        Assert.Equal(1, run.Status);
        Assert.Contains("error CS1002: ; expected", run.Error);
        Assert.DoesNotContain("noise", run.Error);
        Assert.Equal("", run.Output);
        await LaunchAsync([], variables: ("FAKE_FAILURE", "1"));
        Assert.Equal(2, Builds());
    }

    [Fact]
    public async Task It_says_what_to_install()
    {
        var old = await LaunchAsync([], variables: ("FAKE_SDK", "8.0.404"));
        Assert.Equal(1, old.Status);
        Assert.Contains("it has: 8.0.404", old.Error);
        Assert.Contains(".NET SDK 10", old.Error);
        File.Delete(_folder.At("tools", "dotnet"));
        var none = await LaunchAsync([]);
        Assert.Equal(1, none.Status);
        Assert.Contains("the .NET SDK is not installed", none.Error);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Two_at_the_same_time_build_once(bool withFlock)
    {
        _hasFlock = withFlock;
        var runs = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => LaunchAsync([], variables: ("FAKE_SLEEP", "1"))));
        Assert.All(runs, run => Assert.Contains("started", run.Output));
        Assert.Equal(1, Builds());
    }

    [Fact]
    public async Task A_lock_whose_holder_died_is_taken_over()
    {
        _hasFlock = false;
        Directory.CreateDirectory(Path.Combine(_root, "artifacts", "launcher"));
        using (var dead = Process.Start("true"))
        {
            await dead.WaitForExitAsync();
            File.CreateSymbolicLink(Path.Combine(_root, "artifacts", "launcher", "holder"), $"{dead.Id}");
        }
        Assert.Contains("started", (await LaunchAsync([])).Output);
        Assert.Equal(1, Builds());
    }

    private int Builds() => File.ReadLines(_folder.At("log")).Count();

    private async Task<(int Status, string Output, string Error)> LaunchAsync(string[] arguments, string? script = null, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("/bin/sh", [script ?? Path.Combine(_root, "distlab"), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/",
        };
        foreach (var inherited in new[] { "DOTNET_ROOT", "HOME", "DISTLAB_ROOT" }) start.Environment.Remove(inherited);
        start.Environment["PATH"] = $"{_folder.At("tools")}:{SystemTools()}";
        start.Environment["FAKE_LOG"] = _folder.At("log");
        foreach (var (name, value) in variables) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    // What the script uses of the system, and no more: the machine's own dotnet must not be found when the test's is gone.
    private string SystemTools()
    {
        var tools = _folder.At("system");
        if (Directory.Exists(tools)) return tools;
        Directory.CreateDirectory(tools);
        foreach (var tool in "cat cksum cut dirname find flock grep head ln mkdir mv readlink rm sh sleep sort tr".Split(' ').Where(tool => _hasFlock || tool != "flock"))
        {
            if (new[] { "/bin/" + tool, "/usr/bin/" + tool }.FirstOrDefault(File.Exists) is { } path)
                File.CreateSymbolicLink(Path.Combine(tools, tool), path);
        }
        return tools;
    }

    private static void Executable(string path)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "DistLab.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
