using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DistLab.Kernel.Tests;

public sealed class InstrumenterTests
{
    [Theory]
    [InlineData("int F(int n) => n < 2 ? n : F(n - 1);\nvoid G() => F(1);\nasync Task H() => await Task.Yield();\nasync Task<int> I() => await Task.FromResult(1);")]
    [InlineData("static ref int First(int[] a) => ref a[0];\nref readonly int Second(int[] a) { return ref a[1]; }")]
    [InlineData("System.Linq.Expressions.Expression<Func<int, bool>> tree = x => x > 1;\nvar even = new[] { 1 }.AsQueryable().Where(n => n % 2 == 0);")]
    [InlineData("Func<int, string> f = n => n switch { 1 => \"one\", _ => throw new Exception() };\nFunc<int> g = () => throw new Exception();")]
    [InlineData("Action a = () => Console.Write(1); int i = 0; Action b = () => i++; Func<int> c = () => i++; Func<Task> d = async () => await Task.Yield(); Func<Task<int>> e = async () => await Task.FromResult(1);")]
    [InlineData("await Task.Run(() => 1); await Task.Run(async () => await Task.Yield()); await Task.Run(() => Task.FromResult(1)); var natural = (int x) => x + 1; Func<int, int> curried(int y) => x => x + y;")]
    [InlineData("#region loops\nfor (int i = 0; i < 3; i++)\n    if (i == 1) continue; else Console.Write(i);\n#endregion\nwhile (false) ;\ndo { } while (false);\nforeach (var (x, y) in new[] { (1, 2) }) Console.Write(x + y);")]
    [InlineData("class C { int n; public int N => n; public int M { get => n; set => n = value; } public int this[int i] => i; public C() => n = 1; ~C() { } public static C operator +(C a, C b) => a; event Action E { add { } remove { } } public override string ToString() => $\"{n}\"; }")]
    [InlineData("int n = 0;\nswitch (n) { case 0: goto case 1; case 1: goto done; default: goto default; }\ndone: n++;")]
    [InlineData("unsafe int Sum(int[] a) { int s = 0; fixed (int* p = a) for (int i = 0; i < a.Length; i++) s += p[i]; return s; }\nint Stack() { Span<int> s = stackalloc int[3]; foreach (ref int x in s) x = 1; return s.Length; }")]
    [InlineData("IEnumerable<int> Numbers() { for (int i = 0; ; i++) yield return i; }\nasync IAsyncEnumerable<int> Ticks() { while (true) { await Task.Yield(); yield return 1; } }\nawait foreach (int t in Ticks()) break;")]
    [InlineData("record Point(int X) { public int Twice => 2 * X; }\nstruct S(int a) { public readonly int A() => a; }\ninterface I { int F() => 1; static abstract int G(); }\nenum E { A }\ndelegate int D(int x);")]
    [InlineData("async Task M() { await foreach (var x in new List<int>().ToAsyncEnumerable()) { } await using var d = new System.IO.MemoryStream(); using (d) { } lock (d) { } await (d.Length > 0 ? Task.CompletedTask : Task.Delay(1)).ConfigureAwait(false); await new ValueTask<int>(1); dynamic y = Task.FromResult(2); await y; }")]
    [InlineData("T Id<T>(T x) where T : class => x;\nstatic int Twice(this int x) => 2 * x;\nint[] Collection() => [1, 2, .. new[] { 3 }];\n(int, string) Pair() => (1, \"a\");\nobject Null() => null;\nint Default() => default;\nList<int> New() => new();")]
    [InlineData("1.ToString()\n")]
    [InlineData("int x = 1; // a remark\nx")]
    public void What_can_be_written_in_a_cell_can_be_guarded_on_the_same_lines(string code)
    {
        var session = new CSharpSession(guarded: true);
        var tree = CSharpSyntaxTree.ParseText(code, CSharpSession.ParseOptions);
        var plain = session.Compilation(tree);
        Assert.DoesNotContain(plain.GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error);
        var guarded = session.Rewrite(plain, tree);
        Assert.DoesNotContain(guarded.GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error);
        Assert.Equal(code.Count(c => c == '\n'), guarded.SyntaxTrees[0].ToString().Count(c => c == '\n'));
    }

    [Fact]
    public async Task Guarded_code_does_what_it_does_without()
    {
        const string code = """
            var log = new StringBuilder();
            IEnumerable<int> Numbers() { for (int i = 0; ; i++) { log.Append('n'); yield return i; } }
            async Task<int> Add(int a, int b) { await Task.Delay(1); return a + b; }
            int Deadlock() => Add(1, 2).Result + Task.WhenAll(Add(1, 1), Add(2, 2)).Result.Sum();
            int sum = 0;
            Parallel.For(0, 1000, i => System.Threading.Interlocked.Add(ref sum, i));
            try { await Task.WhenAll(Task.Run(() => throw new InvalidOperationException("one")), Add(1, 2)); }
            catch (InvalidOperationException e) { log.Append(e.Message); }
            using (var cancel = new System.Threading.CancellationTokenSource(1))
            {
                try { await Task.Delay(-1, cancel.Token); }
                catch (OperationCanceledException e) { log.Append(e.CancellationToken == cancel.Token); }
            }
            await foreach (int x in Numbers().Take(3).ToAsyncEnumerable()) log.Append(x);
            int again = 0;
            again: if (again++ < 3) goto again;
            $"{log} {Deadlock()} {sum} {again} {System.Threading.SynchronizationContext.Current is null} {TaskScheduler.Current == TaskScheduler.Default}"
            """;
        string? guarded = await new Session().ValueAsync(code);
        Assert.Equal("oneTruen0n1n2 9 499500 4 True True", guarded);
        Assert.Equal(guarded, await new Session(guarded: false).ValueAsync(code));
    }
}
