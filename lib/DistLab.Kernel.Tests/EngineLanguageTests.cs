namespace DistLab.Kernel.Tests;

public sealed class EngineLanguageTests
{
    private readonly Session _session = new();

    [Fact]
    public async Task A_cell_sees_what_earlier_cells_declared()
    {
        Assert.Null(await _session.ValueAsync("int x = 20; int Twice(int n) => 2 * n; record Point(int X, int Y);"));
        Assert.Null(await _session.ValueAsync("x++;"));
        Assert.Equal("42", await _session.ValueAsync("Twice(x)"));
        Assert.Equal("True", await _session.ValueAsync("new Point(1, 2) == new Point(1, 2)"));
    }

    [Fact]
    public async Task A_variable_a_method_and_a_class_can_be_declared_again_with_another_type()
    {
        await _session.ValueAsync("var a = 1; string F() => \"old\"; class C { public int N => 1; }");
        await _session.ValueAsync("var a = \"text\"; int F() => 7; class C { public string N => \"new\"; }");
        Assert.Equal("text 7 new", await _session.ValueAsync("$\"{a} {F()} {new C().N}\""));
    }

    [Fact]
    public async Task Await_works_at_the_top_of_a_cell() =>
        Assert.Equal("6", await _session.ValueAsync("int six = 0; await Task.Run(() => six = 6); await Task.FromResult(six)"));

    [Fact]
    public async Task Usings_hold_for_later_cells_also_static_ones()
    {
        await _session.ValueAsync("using static System.Math;\nusing System.Globalization;");
        Assert.Equal("3", await _session.ValueAsync("Max(1, 3)"));
        Assert.Equal("1.5", await _session.ValueAsync("1.5.ToString(CultureInfo.InvariantCulture)"));
    }

    [Fact]
    public async Task Linq_lambdas_and_local_functions_over_variables_of_other_cells_work()
    {
        await _session.ValueAsync("var numbers = Enumerable.Range(1, 10).ToList(); int offset = 100;");
        Assert.Equal("130", await _session.ValueAsync("""
            int Sum(IEnumerable<int> of)
            {
                int Add(int a, int b) => a + b;
                return of.Aggregate(Add);
            }
            offset + Sum(from n in numbers where n % 2 == 0 select n)
            """));
    }

    [Fact]
    public async Task The_last_expression_is_the_value_and_a_statement_has_none()
    {
        Assert.Equal("3", await _session.ValueAsync("1 + 2"));
        Assert.Null(await _session.ValueAsync("Math.Max(1, 2);"));
        Assert.Null(await _session.ValueAsync("Console.Write(\"\")"));
        Assert.Equal("<null>", await _session.ValueAsync("(string?)null"));
        Assert.Null(await _session.ValueAsync("// only a remark"));
        Assert.Null(await _session.ValueAsync(""));
    }

    [Fact]
    public async Task What_a_cell_assigned_before_it_threw_is_kept()
    {
        await _session.ErrorAsync("int kept = 5; throw new Exception(\"stop\");");
        Assert.Equal("5", await _session.ValueAsync("kept"));
    }

    [Fact]
    public async Task A_cell_that_does_not_compile_changes_nothing()
    {
        await _session.ValueAsync("int n = 1;");
        await _session.ErrorAsync("n = 2; int m = \"text\";");
        Assert.Equal("1", await _session.ValueAsync("n"));
        Assert.Contains("CS0103", (await _session.ErrorAsync("m")).Message);
    }

    [Fact]
    public async Task An_extension_method_stands_directly_in_a_cell()
    {
        await _session.ValueAsync("static int Twice(this int n) => 2 * n;");
        Assert.Equal("8", await _session.ValueAsync("4.Twice()"));
    }

    [Theory]
    [InlineData("static class E { public static int Twice(this int n) => 2 * n; }", "directly in the cell")]
    [InlineData("namespace A { class B { } }", "cannot declare a namespace")]
    [InlineData("Span<int> s = stackalloc int[3];", "none can be a Span")]
    public async Task What_a_cell_cannot_hold_is_explained(string source, string explanation) =>
        Assert.Contains(explanation, string.Join('\n', (await _session.ErrorAsync(source)).Traceback));

    [Fact]
    public async Task A_hundred_cells_chain()
    {
        await _session.ValueAsync("int total = 0;");
        for (int i = 1; i <= 100; i++)
            await _session.ValueAsync($"total += {i}; int v{i} = total;");
        Assert.Equal("5050 1", await _session.ValueAsync("$\"{v100} {v1}\""));
    }
}
