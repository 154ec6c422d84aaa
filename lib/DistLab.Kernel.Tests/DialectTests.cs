namespace DistLab.Kernel.Tests;

public sealed class DialectTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("distlab-test-");
    private readonly Session _session;

    public DialectTests() => _session = new Session(_folder.FullName, input: new Answers("Ada", "secret", "3"));

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Set_makes_a_variable_of_a_text()
    {
        await _session.ValueAsync("#!set --name url --value https://example.org\n#!set --name words --value \"one \\ two\"");
        Assert.Equal("https://example.org one \\ two", await _session.ValueAsync("url + \" \" + words"));
    }

    [Fact]
    public async Task Set_and_share_take_over_a_variable_with_its_type()
    {
        await _session.ValueAsync("var numbers = new List<int> { 1, 2 };");
        await _session.ValueAsync("#!set --name same --value @csharp:numbers --byref\nsame.Add(3);");
        Assert.Equal("3 True", await _session.ValueAsync("#!share numbers --from csharp --as again\n$\"{numbers.Count} {object.ReferenceEquals(again, same)}\""));
        Assert.Null(await _session.ValueAsync("#!share --from csharp numbers"));
    }

    [Fact]
    public async Task Set_asks_the_user()
    {
        await _session.ValueAsync("#!set --name name --value @input:\"Your name\"\n#!set --name key --value @password:\"Your key\"\n#!set --name n --value @input");
        Assert.Equal("Ada secret 3", await _session.ValueAsync("$\"{name} {key} {n}\""));
        Assert.Equal(["Your name", "Your key (hidden)", ""], ((Answers)_session.Input!).Questions);
    }

    [Fact]
    public async Task A_cell_reads_what_the_user_types()
    {
        await _session.ValueAsync("Console.WriteLine(\"Hello\"); Console.Write(\"Name? \"); var name = Console.ReadLine(); var key = await GetPasswordAsync(\"Key\"); int first = Console.In.Read(); var rest = Console.In.ReadLine(); var end = Console.ReadLine();");
        Assert.Equal("Ada secret 51  ", await _session.ValueAsync("$\"{name} {key} {first} {rest} {end}\""));
        Assert.Equal(["Name? ", "Key (hidden)", "Name? ", "Name? "], ((Answers)_session.Input!).Questions);
    }

    [Fact]
    public async Task Value_keeps_text_or_a_file_for_set_and_share()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "data.csv"), "a,b\n1,2\n");
        await _session.ValueAsync("#!value --name poem\nNo \"quotes\" need\n\tescapes \\ here.\n#!csharp\n#!set --name verse --value @value:poem");
        Assert.Equal("No \"quotes\" need\n\tescapes \\ here.", await _session.ValueAsync("verse"));
        await _session.ValueAsync("#!value --name data --from-file data.csv --mime-type text/csv\n#!share data --from value");
        Assert.Equal("a,b\n1,2\n", await _session.ValueAsync("data"));
        Assert.Equal("[1 text/csv=a,b\n1,2\n]", _session.Log);
    }

    [Fact]
    public async Task A_script_gets_variables_as_json()
    {
        await _session.ValueAsync("var points = new[] { new { X = 1, Label = \"</script>\" } };");
        await _session.ValueAsync("#!javascript\n#!share points --from csharp --as data\n#!set --name title --value \"A title\"\nconsole.log(data[0].X);");
        Assert.Equal(
            "[1 text/html=<script type=\"text/javascript\">\nvar data = [{\"X\":1,\"Label\":\"\\u003C/script\\u003E\"}];\nvar title = \"A title\";\nconsole.log(data[0].X);\n</script>]",
            _session.Log);
    }

    [Theory]
    [InlineData("#!set --name x", "#!set needs a value: #!set --name x --value \"text\".")]
    [InlineData("#!set --value x", "a variable's name is missing")]
    [InlineData("#!set --name 1x --value 1", "\"1x\" is no name for a variable")]
    [InlineData("#!set --name x --value @fsharp:y", "\"fsharp\" is nothing that a value can come from. There are csharp, value, input and password.")]
    [InlineData("#!set --name x --value @value:y", "there is no text y: keep one with #!value --name y.")]
    [InlineData("#!set --name x --value @csharp:none", "CS0103: The name 'none' does not exist")]
    [InlineData("#!set --nam x --value 1", "\"--nam\" is not understood in #!set. It is written like this: #!set --name x --value \"text\".")]
    [InlineData("#!set --name x --value", "--value needs a value after it in #!set.")]
    [InlineData("#!share x", "#!share needs a variable and where it comes from")]
    [InlineData("#!who is it", "\"is\" is not understood in #!who.")]
    [InlineData("#!html --wide\n<b>x</b>", "\"--wide\" is not understood in #!html.")]
    [InlineData("#!pwsh\nls", "the directive #!pwsh is unknown here. Known are: #r \"file.dll\"")]
    [InlineData("#!import old.dib", "#!import takes .ipynb, .cs, .csx, .html, .js and .md.")]
    [InlineData("#!import broken.ipynb", "broken.ipynb, line 1")]
    public async Task A_directive_that_cannot_be_followed_says_why(string source, string message)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "old.dib"), "");
        File.WriteAllText(Path.Combine(_folder.FullName, "broken.ipynb"), "{");
        var error = await _session.ErrorAsync(source);
        Assert.Contains(message, error.Message);
        Assert.StartsWith("cell 1, line 1:", error.Message);
    }

    [Fact]
    public async Task Import_runs_the_code_cells_of_a_notebook_and_files_of_the_known_languages()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "library.ipynb"), Notebooks.Of("int fromNotebook = 1;", "#!html\n<b>seen</b>", "int Fail() => throw new Exception(\"inside\");").ToJson());
        File.WriteAllText(Path.Combine(_folder.FullName, "tools.cs"), "using System.Globalization;\nclass Tool { public int Two => 2; }");
        File.WriteAllText(Path.Combine(_folder.FullName, "page.html"), "<i>page</i>");
        Assert.Equal("3", await _session.ValueAsync("#!import library.ipynb\n#!import \"tools.cs\"\n#!import page.html\nfromNotebook + new Tool().Two"));
        Assert.Equal("[1 text/html=<b>seen</b>][2 text/html=<i>page</i>]", _session.Log);
        Assert.Contains("   at Fail() in library.ipynb, cell 3, line 1", (await _session.ErrorAsync("Fail()")).Traceback);
    }

    [Fact]
    public async Task Who_and_whos_list_the_variables_whatever_their_values_do()
    {
        await _session.ValueAsync("""
            int n = 1; string text = "a \"quote\""; var list = new List<double> { 1, 2.5 };
            IEnumerable<int> Endless() { while (true) yield return 1; }
            var endless = Endless();
            class Loop { public override string ToString() { while (true) { } } }
            class Bad { public override string ToString() => throw new Exception("no"); }
            class Loud { public override string ToString() { Console.Write("loud"); return "quiet"; } }
            var loop = new Loop(); var bad = new Bad(); var loud = new Loud();
            """);
        await _session.ValueAsync("string n = \"again\";");
        await _session.ValueAsync("#!who\n#!whos");
        Assert.Contains("[1 text/plain=text  list  endless  loop  bad  loud  n]", _session.Log);
        string table = _session.Log[_session.Log.IndexOf("text/plain=variable", StringComparison.Ordinal)..];
        Assert.Matches("(?m)^list +List<double> +\\{ 1, 2.5 \\}$", table);
        Assert.Matches("(?m)^text +string +\"a \\\\\"quote\\\\\"\"$", table);
        Assert.Matches("(?m)^endless +IEnumerable<int>$", table);
        Assert.Matches("(?m)^loop +Loop +…$", table);
        Assert.Matches("(?m)^bad +Bad +\\(Exception: no\\)$", table);
        Assert.Matches("(?m)^loud +Loud +quiet$", table);
        Assert.Matches("(?m)^n +string +\"again\"", table);
        Assert.DoesNotContain("loud]", _session.Log);
    }

    [Fact]
    public async Task Lsmagic_lists_every_directive_and_about_says_what_this_is()
    {
        await _session.ValueAsync("#!lsmagic\n#!about");
        Assert.All(DirectiveTable.All, directive => Assert.Contains(directive.Name, _session.Log));
        Assert.Contains("DistLab", _session.Log);
    }

    [Theory]
    [InlineData("using Microsoft.DotNet.Interactive;\nKernel.display(1); display(Kernel.HTML(\"<b>x</b>\")); Kernel.Javascript(\"f()\"); Kernel.CSS(\"b { color: red }\");",
        "[1 text/plain=1][2 text/html=<b>x</b>][3 text/html=<script type=\"text/javascript\">f()</script>][4 text/html=<style>b { color: red }</style>]")]
    [InlineData("using Microsoft.DotNet.Interactive;\nConsole.Write(await Kernel.GetInputAsync(\"Name\"));", "Ada")]
    [InlineData("using static Microsoft.DotNet.Interactive.Formatting.PocketViewTags;\ndisplay(div[id: \"x\"](b(\"bold\")));", "[1 text/html=<div id=\"x\"><b>bold</b></div>]")]
    public async Task Names_that_notebooks_for_dotnet_interactive_use_are_there(string source, string log)
    {
        await _session.ValueAsync(source);
        Assert.Equal(log, _session.Log);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Clearing_the_console_clears_the_cells_outputs(bool guarded)
    {
        var session = new Session(guarded: guarded);
        await session.ValueAsync("Console.Write(1); Console.Clear(); System.Console.Clear();");
        Assert.Equal("1[clear][clear]", session.Log);
    }

    private sealed class Answers(params string[] answers) : ICellInput
    {
        private int _next;

        internal List<string> Questions { get; } = [];

        public string? ReadLine(string prompt, bool password)
        {
            Questions.Add(password ? prompt + " (hidden)" : prompt);
            return _next < answers.Length ? answers[_next++] : null;
        }
    }
}
