using System.Text.Json.Nodes;

namespace DistLab.Kernel.Tests;

public sealed class KernelInstallationTests : IDisposable
{
    private const string Foreign = """{"argv": ["other"], "display_name": "Other", "language": "C#"}""";

    private readonly string _root = Directory.CreateTempSubdirectory("distlab test ").FullName;
    private readonly string _kernels;
    private readonly KernelInstallation _installation;

    public KernelInstallationTests()
    {
        _kernels = Path.Combine(_root, "share", "kernels");
        _installation = new KernelInstallation(_kernels, KernelInstallation.DefaultName);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task The_specification_starts_the_installed_program_by_full_paths()
    {
        await InstallAsync("first");
        var specification = Specification();
        string[] argv = [.. specification["argv"]!.AsArray().Select(word => (string)word!)];
        Assert.True(Path.IsPathFullyQualified(argv[0]));
        Assert.Equal("first", File.ReadAllText(argv[1]));
        Assert.Equal(["jupyter", "--connection-file", "{connection_file}"], argv[2..]);
        Assert.Equal("C#", (string)specification["language"]!);
        Assert.Equal("message", (string)specification["interrupt_mode"]!);
        Assert.Equal(".NET (C#) · DistLab", (string)specification["display_name"]!);
        foreach (string picture in new[] { "logo-32x32.png", "logo-64x64.png", "logo-svg.svg" })
            Assert.NotEqual(0, new FileInfo(Path.Combine(_installation.Folder, picture)).Length);
        Assert.Equal([_installation.Folder], Directory.GetFileSystemEntries(_kernels));
    }

    [Fact]
    public async Task Installing_again_takes_effect_and_keeps_no_more_than_the_program_before()
    {
        foreach (string text in new[] { "first", "second", "third" })
            await InstallAsync(text);
        Assert.Equal("third", ProgramText());
        Assert.Equal(["second", "third"], Programs().Select(Text).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_program_of_a_kernel_that_runs_stays_until_it_has_ended()
    {
        await InstallAsync("first");
        var running = ProgramFolder.Hold(Programs().Single());
        Assert.NotNull(running);
        foreach (string text in new[] { "second", "third", "fourth" })
            await InstallAsync(text);
        Assert.Equal(["first", "fourth", "third"], Programs().Select(Text).Order(StringComparer.Ordinal));

        Assert.False(_installation.Uninstall());
        Assert.Equal(["first"], Programs().Select(Text));
        Assert.Equal(KernelOwner.None, _installation.Owner);
        running.Dispose();
        Assert.True(_installation.Uninstall());
        Assert.False(Path.Exists(_installation.Folder));
    }

    [Fact]
    public async Task An_installation_that_breaks_off_leaves_what_was_there()
    {
        await InstallAsync("first");
        await Assert.ThrowsAsync<OperationCanceledException>(() => _installation.InstallAsync(_ => throw new OperationCanceledException(), replace: false));
        Assert.Equal("first", ProgramText());
        Assert.Equal([_installation.Folder], Directory.GetFileSystemEntries(_kernels));
    }

    [Fact]
    public async Task What_an_installation_left_that_was_killed_goes_with_the_next()
    {
        string killed = Path.Combine(_kernels, $".{_installation.Name}-0.new");
        Directory.CreateDirectory(Path.Combine(killed, _installation.Name));
        await InstallAsync("first");
        Assert.False(Path.Exists(killed));
    }

    [Theory]
    [InlineData(Foreign)]
    [InlineData("[]")]
    [InlineData("broken")]
    [InlineData("""{"metadata": {"distlab": "1"}}""")]
    public async Task A_kernel_of_something_else_is_left_alone_unless_replacing_is_said(string specification)
    {
        WriteForeign("kernel.json", specification);
        string notOurs = WriteForeign("notes.txt", "notes");
        var refused = await Assert.ThrowsAsync<KernelInstallException>(() => InstallAsync("ours"));
        Assert.Contains("--replace", refused.Message);
        Assert.Contains("--name", refused.Message);
        Assert.Throws<KernelInstallException>(() => _installation.Uninstall());
        Assert.Equal(specification, File.ReadAllText(Path.Combine(_installation.Folder, "kernel.json")));

        await InstallAsync("ours", replace: true);
        Assert.Equal("ours", ProgramText());
        Assert.False(File.Exists(notOurs));
        Assert.Equal([_installation.Folder], Directory.GetFileSystemEntries(_kernels));
        Assert.True(_installation.Uninstall());
    }

    [Fact]
    public async Task A_kernel_that_appears_while_the_program_is_compiled_is_left_alone()
    {
        await Assert.ThrowsAsync<KernelInstallException>(() => _installation.InstallAsync(_ =>
        {
            WriteForeign("kernel.json", Foreign);
            return Task.CompletedTask;
        }, replace: false));
        Assert.Equal(Foreign, File.ReadAllText(Path.Combine(_installation.Folder, "kernel.json")));
    }

    [Fact]
    public async Task A_replaced_kernel_survives_a_program_that_cannot_be_compiled()
    {
        WriteForeign("kernel.json", Foreign);
        await Assert.ThrowsAsync<KernelInstallException>(() => _installation.InstallAsync(_ => throw new IOException("disk full"), replace: true));
        Assert.Equal(Foreign, File.ReadAllText(Path.Combine(_installation.Folder, "kernel.json")));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_named()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_kernels)!);
        File.WriteAllText(_kernels, "a file");
        Assert.Contains($"'{_installation.Folder}'", (await Assert.ThrowsAsync<KernelInstallException>(() => InstallAsync("first"))).Message);
    }

    [Fact]
    public void Removing_what_is_not_there_is_told() =>
        Assert.Contains("There is no kernel", Assert.Throws<KernelInstallException>(() => _installation.Uninstall()).Message);

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("C#")]
    public void What_Jupyter_takes_for_no_name_is_refused(string name) =>
        Assert.Throws<KernelInstallException>(() => new KernelInstallation(_kernels, name));

    [Fact]
    public void Names_have_small_letters_as_Jupyter_makes_them() => Assert.Equal("distlab", new KernelInstallation(_kernels, "DistLab").Name);

    private Task InstallAsync(string text, bool replace = false) =>
        _installation.InstallAsync(folder => File.WriteAllTextAsync(Path.Combine(folder, KernelProgram.FileName), text), replace);

    private string WriteForeign(string name, string text)
    {
        Directory.CreateDirectory(_installation.Folder);
        string path = Path.Combine(_installation.Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private JsonNode Specification() => JsonNode.Parse(File.ReadAllText(Path.Combine(_installation.Folder, "kernel.json")))!;

    private string ProgramText() => File.ReadAllText((string)Specification()["argv"]![1]!);

    private string[] Programs() => Directory.GetDirectories(_installation.Folder, "program-*");

    private static string Text(string program) => File.ReadAllText(Path.Combine(program, KernelProgram.FileName));
}
