namespace DistLab.Kernel.Tests;

public sealed class CompletionTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("distlab-test-");
    private readonly Session _session;

    public CompletionTests() => _session = new Session(_folder.FullName);

    public async ValueTask InitializeAsync()
    {
        await _session.ValueAsync("""
            using System.IO;
            var numbers = new List<int> { 1, 2, 3 };
            string title = "first"; int? maybe = 3; (int Width, int Height) size = (1, 2); dynamic anything = 1;
            int Add(int left, int right) => left + right;
            record Point(int X, int Y) { public string Name { get; init; } }
            class Hidden
            {
                [System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)] public int Never;
                public int Seen;
                private int inside;
                public static int Shared;
            }
            var hidden = new Hidden();
            int @event = 4;
            """);
        await _session.ValueAsync("int title = 2; bool numerous = true;");
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("numbers.|", "Add,Count,Capacity,Where,Select,ToString,Display", "Equals(,ReferenceEquals,List")]
    [InlineData("numbers.\n|", "Add,Count", "numbers")]
    [InlineData("numbers.Wh|\nvar x = 1;", "Where", "while")]
    [InlineData("numbers.|\nvar x = 1;", "Add,Where", "numbers")]
    [InlineData("var y = numbers.|", "Add", "")]
    [InlineData("if (numbers.C|", "Count,Contains,Cast", "Add")]
    [InlineData("numbers.Where(n => n.|", "CompareTo", "Count")]
    [InlineData("numbers.Select((n, index) => index + n|", "n,numbers", "")]
    [InlineData("from n in numbers where n > 1 select n|", "n,numbers", "")]
    [InlineData("foreach (var item in numbers) { item.|", "CompareTo", "Count")]
    [InlineData("int F(int alpha) { int beta = 1; |", "alpha,beta,numbers,return,Console", "")]
    [InlineData("int F() { | int later = 1; }", "numbers", "later")]
    [InlineData("maybe?.|", "CompareTo", "HasValue")]
    [InlineData("maybe.|", "HasValue,Value", "")]
    [InlineData("size.|", "Width,Height", "")]
    [InlineData("title.|", "CompareTo,GetTypeCode", "Length,Substring")]
    [InlineData("hidden.|", "Seen", "Never,inside,Shared")]
    [InlineData("Hidden.|", "Shared", "Seen")]
    [InlineData("Console.Wr|", "Write,WriteLine", "Title")]
    [InlineData("System.Te|", "Text", "String")]
    [InlineData("using System.Te|", "Text", "numbers")]
    [InlineData("using Sys|", "System", "switch")]
    [InlineData("DayOfWeek.|", "Monday,Parse", "CompareTo")]
    [InlineData("new Poi|", "Point", "numbers")]
    [InlineData("new |", "Point,List,int", "numbers,title,return")]
    [InlineData("List<Poi|", "Point", "numbers")]
    [InlineData("Add(|", "left:,right:,numbers", "")]
    [InlineData("Add(left: 1, |", "right:,numbers", "left:")]
    [InlineData("new Point(1, 2) { |", "Name,X,Y", "Equals")]
    [InlineData("var other = new Point(1, 2) with { X = 1, |", "Name,Y", "Equals")]
    [InlineData("$\"{numbers.|}\"", "Count", "")]
    [InlineData("await Task.De|", "Delay", "")]
    [InlineData("File.Rea|", "ReadAllText,ReadAllLines", "Exists")]
    [InlineData("Console.WL|", "WriteLine", "Write")]
    [InlineData("whi|", "while", "numbers")]
    [InlineData("disp|", "display", "numbers")]
    [InlineData("ev|", "@event", "event_,Event")]
    [InlineData("nameof(numb|", "numbers", "")]
    [InlineData("global::Sys|", "System", "numbers")]
    public void What_fits_is_offered(string code, string offered, string notOffered)
    {
        string[] texts = [.. Complete(code).Items.Select(item => item.Text)];
        Assert.Empty(offered.Split(',', StringSplitOptions.RemoveEmptyEntries).Except(texts));
        Assert.Empty(notOffered.Split(',', StringSplitOptions.RemoveEmptyEntries).Intersect(texts));
        Assert.Equal(texts.Distinct(), texts);
        Assert.DoesNotContain(texts, text => text.Contains('<') || text.Contains('$'));
    }

    [Theory]
    [InlineData("int coun|")]
    [InlineData("\"numb|")]
    [InlineData("\"numb|\"")]
    [InlineData("'n|'")]
    [InlineData("// numb|")]
    [InlineData("/* numb| */")]
    [InlineData("1|")]
    [InlineData("$\"numb| {1}\"")]
    [InlineData("\"\"\"\nnumb|\n\"\"\"")]
    [InlineData("#!markdown\nnumb|")]
    [InlineData("#!value --name x\nnumb|")]
    [InlineData("#if false\nnumb|\n#endif")]
    [InlineData("unknown.|")]
    [InlineData("anything.|")]
    [InlineData("foreach (var it|")]
    [InlineData("class New|")]
    public void Where_nothing_is_known_nothing_is_offered(string code) => Assert.Empty(Complete(code).Items);

    [Fact]
    public void What_is_near_comes_first()
    {
        string[] texts = [.. Complete("{ int numeral = 1; num|").Items.Select(item => item.Text)];
        Assert.Equal(["numeral", "numbers", "numerous"], texts.Take(3));
        texts = [.. Complete("numbers.|").Items.Select(item => item.Text)];
        Assert.True(Array.IndexOf(texts, "Add") < Array.IndexOf(texts, "Where"));
        Assert.True(Array.IndexOf(texts, "Where") < Array.IndexOf(texts, "GetType"));
    }

    [Theory]
    [InlineData("Console.WriteL|", "WriteLine", CompletionKind.Method, "void Console.WriteLine() (+ 19 overloads)")]
    [InlineData("numb|", "numbers", CompletionKind.Variable, "List<int> numbers")]
    [InlineData("titl|", "title", CompletionKind.Variable, "int title")]
    [InlineData("Poi|", "Point", CompletionKind.Class, "record Point")]
    [InlineData("DayOf|", "DayOfWeek", CompletionKind.Enum, "enum DayOfWeek")]
    [InlineData("new Point(1, 2).X|", "X", CompletionKind.Property, "int Point.X")]
    [InlineData("retu|", "return", CompletionKind.Keyword, "")]
    public void An_item_says_what_it_is(string code, string text, CompletionKind kind, string description) =>
        Assert.Contains(new CompletionItem(text, kind, description), Complete(code).Items);

    [Theory]
    [InlineData("numbers.Wh|ere", 8, 10)]
    [InlineData("a + numb|", 4, 8)]
    [InlineData("|", 0, 0)]
    [InlineData("\"😀\" + numb|", 7, 11)]
    [InlineData("  #!ti|", 2, 6)]
    [InlineData("int x;\n#r \"|", 11, 11)]
    public void The_text_to_replace_is_counted_in_utf16(string code, int start, int end)
    {
        var list = Complete(code);
        Assert.NotEmpty(list.Items);
        Assert.Equal((start, end), (list.Start, list.End));
    }

    [Fact]
    public void Directives_complete()
    {
        Assert.Equal(["#!time"], Complete("#!ti|").Items.Select(item => item.Text));
        Assert.Equal(["#r \"nuget: ", "#r \""], Complete("#r|").Items.Select(item => item.Text));
        Assert.Equal(DirectiveTable.All.Count(directive => directive.Name.StartsWith("#!", StringComparison.Ordinal)), Complete("#!|").Items.Count);
        Assert.Equal(["--name", "--value", "--byref"], Complete("#!set --|").Items.Select(item => item.Text));
        Assert.Equal(["@csharp:numbers", "@csharp:numerous"], Complete("#!set --name x --value @csharp:num|").Items.Select(item => item.Text));
        Assert.Equal(["csharp", "value"], Complete("#!share x --from |").Items.Select(item => item.Text));
    }

    [Fact]
    public void Files_complete_from_the_notebooks_folder()
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "libs", "deep"));
        foreach (string file in new[] { "libs/Tool.dll", "libs/Tool.xml", "script.csx", "other.ipynb" })
            File.WriteAllText(Path.Combine(_folder.FullName, file), "");
        Assert.Equal(["nuget: ", "libs/", "../"], Complete("#r \"|").Items.Select(item => item.Text));
        Assert.Equal(["Tool.dll", "deep/"], Complete("#r \"libs/|").Items.Select(item => item.Text));
        Assert.Equal(["Tool.dll"], Complete("#r \"./libs\\T|").Items.Select(item => item.Text));
        Assert.Equal(["script.csx", "libs/", "../"], Complete("#load \"|").Items.Select(item => item.Text));
        Assert.Equal(["script.csx"], Complete("#!import scr|").Items.Select(item => item.Text));
        Assert.Empty(Complete("#r \"nowhere/|").Items);
    }

    [Fact]
    public async Task Packages_on_this_computer_complete()
    {
        string packages = Path.Combine(_folder.FullName, "packages");
        Directory.CreateDirectory(Path.Combine(packages, "mathnet.numerics", "5.0.0"));
        Directory.CreateDirectory(Path.Combine(packages, "mathnet.numerics", "4.15.0"));
        var directives = new DirectiveCompletion(new CSharpSession(guarded: false), _folder.FullName) { PackageFolder = packages };
        CompletionList At(string code) => directives.Complete(new CodeAtPosition(new CSharpSession(guarded: false), code, code.Length, completing: true))!;
        Assert.Equal(["mathnet.numerics"], At("#r \"nuget: Math").Items.Select(item => item.Text));
        Assert.Equal(["5.0.0", "4.15.0"], At("#r \"nuget: MathNet.Numerics, ").Items.Select(item => item.Text));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task It_is_answered_while_a_cell_runs_from_what_was_declared()
    {
        using var interrupt = new CancellationTokenSource();
        var running = _session.Engine.ExecuteAsync("int whileRunning = 1; Console.Write(\"started\"); while (true) { }", "cell 3", interrupt.Token);
        await _session.PrintedAsync("started");
        Assert.Contains("whileRunning", Complete("whi|").Items.Select(item => item.Text));
        interrupt.Cancel();
        await running;
    }

    private CompletionList Complete(string code)
    {
        int position = code.IndexOf('|');
        return _session.Engine.Complete(code.Remove(position, 1), position);
    }
}
