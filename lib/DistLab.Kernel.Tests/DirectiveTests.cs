using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DistLab.Kernel.Tests;

public sealed class DirectiveTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("distlab-test-");
    private readonly Session _session;

    public DirectiveTests() => _session = new Session(_folder.FullName);

    public void Dispose()
    {
        // On Windows a library that is loaded cannot be deleted; the system clears its temporary folder by itself.
        if (!OperatingSystem.IsWindows())
            _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_library_is_found_from_the_notebooks_folder_with_what_lies_beside_it()
    {
        string names = Compile("Names", "namespace Names; public record Name(string Text);");
        Compile("Greetings", "namespace Greetings; public static class Greeting { public static Names.Name To(string s) => new(\"hello \" + s); }", names);
        await _session.ValueAsync("#r \"libs/Greetings.dll\"  // the library of this course\nusing Greetings;\nusing Names;");
        Assert.Equal("hello you", await _session.ValueAsync("Name name = Greeting.To(\"you\");\nname.Text"));
    }

    [Fact]
    public async Task The_same_library_may_be_referred_to_in_every_cell()
    {
        Compile("Twice", "public static class Twice { public static int Of(int n) => 2 * n; }");
        for (int i = 0; i < 3; i++)
            Assert.Equal("4", await _session.ValueAsync("#r \"libs/Twice.dll\"\nTwice.Of(2)"));
    }

    [Fact]
    public async Task A_library_that_uses_a_part_of_the_framework_that_cells_do_not_see_brings_it_along()
    {
        string aspNet = typeof(Microsoft.AspNetCore.Http.PathString).Assembly.Location;
        Compile("Paths", "public static class Paths { public static Microsoft.AspNetCore.Http.PathString Of(string s) => new(s); }", aspNet);
        Assert.Equal("/a", await _session.ValueAsync("#r \"libs/Paths.dll\"\nPaths.Of(\"/a\").Value"));
    }

    [Fact]
    public async Task A_library_that_is_not_there_says_what_to_run()
    {
        var error = await _session.ErrorAsync("int x = 1;\n#r \"../lib/None.dll\"");
        Assert.StartsWith("cell 1, line 2: the library \"../lib/None.dll\" is not there. Not built yet? Run ./distlab build (or ./distlab run)", error.Message);
        Assert.Equal("1", await _session.ValueAsync("x"));
    }

    [Fact]
    public async Task A_file_that_is_no_library_is_named()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "text.dll"), "no library");
        Assert.Contains("\"text.dll\" is no .NET library", (await _session.ErrorAsync("#r \"text.dll\"")).Message);
    }

    [Fact]
    public async Task A_script_is_loaded_with_the_directives_in_it_and_its_errors_name_its_lines()
    {
        Compile("Twice", "public static class Twice { public static int Of(int n) => 2 * n; }");
        Write("scripts/a.csx", "#load \"b.csx\"\n#r \"../libs/Twice.dll\"\nint FromA(int n) => Twice.Of(n) + fromB;\nint Fail() => int.Parse(\"x\");");
        Write("scripts/b.csx", "int fromB = 100;");
        Assert.Equal("104", await _session.ValueAsync("#load \"scripts/a.csx\"\nFromA(2)"));
        Assert.Contains("   at Fail() in a.csx, line 4", (await _session.ErrorAsync("Fail()")).Traceback);
        Write("scripts/b.csx", "int broken = ;");
        Assert.StartsWith("b.csx, line 1: CS1525", (await _session.ErrorAsync("#!import \"scripts/b.csx\"")).Message);
    }

    [Fact]
    public async Task Scripts_that_load_each_other_or_are_missing_are_refused()
    {
        Write("a.csx", "#load \"b.csx\"");
        Write("b.csx", "#load \"a.csx\"");
        Assert.Equal("b.csx, line 1: \"a.csx\" loads itself: a.csx → b.csx → a.csx.", (await _session.ErrorAsync("#load \"a.csx\"")).Message);
        Assert.StartsWith("cell 2, line 1: the file \"none.csx\" cannot be read.", (await _session.ErrorAsync("#load \"none.csx\"")).Message);
    }

    [Theory]
    [InlineData("#!fsharp\nlet x = 1", "the directive #!fsharp is unknown here. Known are: #r \"file.dll\"")]
    [InlineData("#r libs/x.dll", "#r needs a text in quotes after it")]
    [InlineData("#r \"nuget: , 1\"", "Write #r \"nuget: Name, Version\"")]
    public async Task A_directive_that_is_not_understood_is_answered_with_those_that_are(string source, string message)
    {
        var error = await _session.ErrorAsync(source);
        Assert.Equal("DirectiveError", error.Name);
        Assert.Contains(message, error.Message);
    }

    [Fact]
    public async Task Preprocessor_lines_of_csharp_are_left_alone() =>
        Assert.Equal("1", await _session.ValueAsync("#region r\n#if true\n#nullable enable\nint x = 1;\n#else\n#error no\n#endif\n#endregion\nx"));

    [Fact]
    public async Task A_package_is_restored_from_a_folder_with_what_it_depends_on()
    {
        string feed = PackFeed();
        AskOnly(feed);
        Assert.Equal("4", await _session.ValueAsync($"#i \"nuget: {feed}\"\n#r \"nuget: DistLab.Test.Twice, 1.0.0\"\nTwice.Of(2)"));
    }

    [Fact]
    public async Task A_package_that_cannot_be_restored_says_why()
    {
        AskOnly(_folder.FullName);
        var error = await _session.ErrorAsync($"#i \"nuget: {_folder.FullName}\"\n#r \"nuget: DistLab.Test.NoSuchPackage, 99.0.0\"");
        Assert.StartsWith("cell 1, line 2: the package \"DistLab.Test.NoSuchPackage, 99.0.0\" could not be restored:", error.Message);
        Assert.Contains("NU1", error.Message);
        Assert.DoesNotContain("packages.csproj", error.Message);
    }

    /// <summary>MSBuild takes properties from the environment: no server is asked, and nothing is left in the user's package folder.</summary>
    private void AskOnly(string feed)
    {
        Environment.SetEnvironmentVariable("RestoreSources", feed);
        Environment.SetEnvironmentVariable("NUGET_PACKAGES", Path.Combine(_folder.FullName, "packages"));
    }

    /// <summary>A package of our own in a folder, so that the test asks no server for it.</summary>
    private string PackFeed()
    {
        string library = Compile("Twice", "public static class Twice { public static int Of(int n) => 2 * n; }");
        string feed = Path.Combine(_folder.FullName, "feed");
        Directory.CreateDirectory(feed);
        using var zip = System.IO.Compression.ZipFile.Open(Path.Combine(feed, "DistLab.Test.Twice.1.0.0.nupkg"), System.IO.Compression.ZipArchiveMode.Create);
        using (var nuspec = new StreamWriter(zip.CreateEntry("DistLab.Test.Twice.nuspec").Open()))
        {
            nuspec.Write("""
                <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata>
                <id>DistLab.Test.Twice</id><version>1.0.0</version><authors>DistLab</authors><description>For a test.</description>
                <dependencies><group targetFramework="net10.0" /></dependencies></metadata></package>
                """);
        }
        using var entry = zip.CreateEntry("lib/net10.0/Twice.dll").Open();
        using var dll = File.OpenRead(library);
        dll.CopyTo(entry);
        return feed;
    }

    private void Write(string path, string text)
    {
        string full = Path.Combine(_folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    private string Compile(string name, string source, params string[] references)
    {
        string folder = Path.Combine(_folder.FullName, "libs");
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, name + ".dll");
        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(source)],
            FrameworkReferences.ForCells().Concat(references.Select(reference => MetadataReference.CreateFromFile(reference))),
            new CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary));
        var result = compilation.Emit(path);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return path;
    }
}
