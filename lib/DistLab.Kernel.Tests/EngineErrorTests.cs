namespace DistLab.Kernel.Tests;

public sealed class EngineErrorTests
{
    private readonly Session _session = new();

    [Fact]
    public async Task A_compile_error_names_the_cells_line_and_column_and_shows_the_code()
    {
        await _session.ValueAsync("int x = 1;");
        var error = await _session.ErrorAsync("// first line\nint y = x + z;");
        Assert.Equal("CompilationError", error.Name);
        Assert.Equal("cell 2, line 2: CS0103: The name 'z' does not exist in the current context", error.Message);
        Assert.Equal(
            ["cell 2, line 2, column 13: error CS0103: The name 'z' does not exist in the current context", "    int y = x + z;", "                ^"],
            error.Traceback);
    }

    [Fact]
    public async Task Line_numbers_hold_after_directives()
    {
        var error = await _session.ErrorAsync("#!time\n\n#r \"System.Net.Http\" // a remark\nint y = z;");
        Assert.StartsWith("cell 1, line 4:", error.Message);
    }

    [Fact]
    public async Task An_exceptions_trace_leads_through_the_cells_lines_and_nothing_else()
    {
        await _session.ValueAsync("""
            int Divide(int a, int b)
            {
                return a / b;
            }
            """);
        var error = await _session.ErrorAsync("int n = 0;\nDivide(1, n)");
        Assert.Equal("System.DivideByZeroException", error.Name);
        Assert.Equal("Attempted to divide by zero.", error.Message);
        Assert.Equal(
            ["System.DivideByZeroException: Attempted to divide by zero.", "   at Divide() in cell 1, line 3", "   at the cell in cell 2, line 2"],
            error.Traceback);
    }

    [Fact]
    public async Task An_exception_type_of_a_cell_has_the_name_it_was_given_and_its_cause_follows()
    {
        var error = await _session.ErrorAsync("""
            class Broken(string m, Exception e) : Exception(m, e);
            async Task Fail()
            {
                await Task.Yield();
                try { throw new InvalidOperationException("inner"); }
                catch (Exception e) { throw new Broken("outer", e); }
            }
            await Fail();
            """);
        Assert.Equal("Broken", error.Name);
        Assert.Equal(
            [
                "Broken: outer", "   at Fail() in cell 1, line 6", "   at the cell in cell 1, line 8",
                "caused by System.InvalidOperationException: inner", "   at Fail() in cell 1, line 5",
            ],
            error.Traceback);
    }

    [Fact]
    public async Task A_value_that_cannot_be_shown_is_an_error_of_the_cell()
    {
        var error = await _session.ErrorAsync("class Bad { public override string ToString() => throw new Exception(\"no text\"); }\ndisplay(new Bad(), \"text/plain\");");
        Assert.Contains("no text", error.Message);
    }

    [Fact]
    public async Task Only_the_first_errors_are_listed()
    {
        var error = await _session.ErrorAsync(string.Join('\n', Enumerable.Range(0, 30).Select(i => $"unknown{i}();")));
        Assert.Equal("… and 20 more errors.", error.Traceback[^1]);
    }
}
