using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DistLab.Kernel.Tests;

public sealed class InspectionTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("distlab-test-");
    private readonly Session _session;

    public InspectionTests() => _session = new Session(_folder.FullName);

    public async ValueTask InitializeAsync()
    {
        Library();
        await _session.ValueAsync("""
            #r "Documented.dll"
            using Documented;
            var numbers = new List<int> { 1, 2, 3 };
            const int Limit = 7;
            /// <summary>Adds two numbers.</summary>
            /// <param name="left">The first.</param>
            int Add(int left, int right = 1) => left + right;
            IEnumerable<int> Endless() { while (true) yield return 1; }
            var endless = Endless();
            class Bad { public override string ToString() => throw new Exception("no"); }
            class Loop { public override string ToString() { while (true) { } } }
            var bad = new Bad(); var loop = new Loop();
            """);
    }

    public ValueTask DisposeAsync()
    {
        if (!OperatingSystem.IsWindows())
            _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("num|bers", "List<int> numbers\n\nValue: { 1, 2, 3 }")]
    [InlineData("numbers|", "List<int> numbers\n\nValue: { 1, 2, 3 }")]
    [InlineData("Add(1, |2)", "int Add(int left, int right = 1)\n\nAdds two numbers.\n\nParameters:\n  left: The first.")]
    [InlineData("Add(|", "int Add(int left, int right = 1)")]
    [InlineData("Limit|", "const int Limit = 7")]
    [InlineData("endless|", "IEnumerable<int> endless")]
    [InlineData("bad|", "Bad bad\n\nValue: (Exception: no)")]
    [InlineData("loop|", "Loop loop\n\nValue: …")]
    [InlineData("var local = 1; loc|al", "int local")]
    [InlineData("va|r x = numbers;", "class List<int>")]
    [InlineData("new Li|st<int>()", "List<int>.List()")]
    [InlineData("Math.P|I", "const double Math.PI = 3.141592653589793")]
    [InlineData("DayOfWeek.Frid|ay", "DayOfWeek.Friday = 5")]
    [InlineData("numbers.Wher|e(n => n > 1)", "IEnumerable<int> IEnumerable<int>.Where<int>(Func<int, bool> predicate)")]
    [InlineData("numbers.Where(n => n| > 1)", "int n")]
    public void A_name_is_described(string code, string start) => Assert.StartsWith(start, Plain(code));

    [Theory]
    [InlineData("|")]
    [InlineData("unknown|")]
    [InlineData("// numbers|")]
    [InlineData("\"numbers|\"")]
    [InlineData("#!time|")]
    [InlineData("#!html\nnumbers|")]
    [InlineData("1 + |")]
    public void Where_nothing_is_known_there_is_nothing(string code) => Assert.Null(Inspect(code));

    [Fact]
    public void A_librarys_documentation_is_shown_readably()
    {
        Assert.Equal(
            """
            static double Sample.Mean<int>(IReadOnlyList<int> values, int skip = 0)

            The mean of values, as in List<T> and Statistic; null for none. A & B.

            Second paragraph:

            - first: what it is
            - second

            Parameters:
              values: The values, one at least.
              skip: How many to leave out.
              T: Their type.

            Returns:
            The mean.
            """,
            Plain("Sample.Mea|n(numbers)"));
        string detailed = Plain("Sample.Mea|n(numbers)", detail: 1);
        Assert.Contains("Throws:\n  ArgumentException: There are no values.", detailed);
        Assert.EndsWith("Remarks:\nSlow.\n\nExample:\n    var m = Sample.Mean(values);\n    if (m > 1)\n        Stop();", detailed);
        string html = Inspect("Sample.Mea|n(numbers)")!.Values[1].Value;
        Assert.Contains("<p>The mean of <code>values</code>, as in <code>List&lt;T&gt;</code> and <code>Statistic</code>; <code>null</code> for none. A &amp; B.</p>", html);
        Assert.Contains("<ul><li>first: what it is</li><li>second</li></ul>", html);
    }

    [Fact]
    public void Documentation_is_inherited()
    {
        Assert.Contains("The area, in m².", Plain("new Square().Are|a"));
        Assert.Contains("How it is drawn.", Plain("new Square().Dra|w()"));
        Assert.Contains("The mean of values", Plain("Sample.Averag|e(numbers)"));
    }

    [Fact]
    public void The_frameworks_documentation_is_shown_where_the_sdk_is_there()
    {
        string packs = Path.Combine(Path.GetDirectoryName(DotNetHost.Path)!, "packs", "Microsoft.NETCore.App.Ref");
        Assert.SkipUnless(Directory.Exists(packs) || Environment.GetEnvironmentVariable("CI") == "true", "there is no SDK beside this runtime");
        Assert.Contains("Writes the text representation of the specified 32-bit signed integer value", Plain("Console.Write|Line(1)"));
        Assert.Contains("Represents a strongly typed list of objects", Plain("Lis|t<int>"));
        Assert.Contains("Filters a sequence of values based on a predicate.", Plain("numbers.Wher|e(n => n > 1)"));
    }

    [Fact]
    public void The_helpers_of_cells_are_documented() => Assert.Contains("Shows a value under the cell.", Plain("displa|y(1)"));

    [Fact]
    public void Overloads_are_counted_and_listed_in_detail()
    {
        Assert.Contains("\n\n+ 4 overloads\n\n", Plain("System.IO.Path.Combin|e(\"a\", \"b\")"));
        Assert.Contains("static string Path.Combine(string path1, string path2, string path3)\n", Plain("System.IO.Path.Combin|e(\"a\", \"b\")", detail: 1));
    }

    private string Plain(string code, int detail = 0) => Inspect(code, detail)?.Values.Single(value => value.Key == "text/plain").Value ?? "";

    private MimeBundle? Inspect(string code, int detail = 0)
    {
        int position = code.IndexOf('|');
        return _session.Engine.Inspect(code.Remove(position, 1), position, detail);
    }

    /// <summary>A library with its documentation beside it, as a build leaves them.</summary>
    private void Library()
    {
        const string source = """"
            using System; using System.Collections.Generic;
            namespace Documented;
            /// <summary>Statistics of samples.</summary>
            public static class Sample
            {
                /// <summary>
                /// The mean of <paramref name="values"/>, as in <see cref="List{T}"/> and
                /// <see cref="Statistic"/>; <see langword="null"/> for none. A &amp; B.
                /// <para>Second paragraph:</para>
                /// <list type="bullet"><item><term>first</term><description>what it is</description></item><item><description>second</description></item></list>
                /// </summary>
                /// <typeparam name="T">Their type.</typeparam>
                /// <param name="values">The values, one at least.</param>
                /// <param name="skip">How many to leave out.</param>
                /// <returns>The mean.</returns>
                /// <exception cref="ArgumentException">There are no values.</exception>
                /// <remarks>Slow.</remarks>
                /// <example><code>
                ///   var m = Sample.Mean(values);
                ///   if (m > 1)
                ///       Stop();
                /// </code></example>
                public static double Mean<T>(IReadOnlyList<T> values, int skip = 0) => 0;
                /// <inheritdoc cref="Mean{T}"/>
                public static double Average<T>(IReadOnlyList<T> values, int skip = 0) => 0;
            }
            /// <summary>Of a sample.</summary>
            public enum Statistic { Mean }
            public interface IDrawn
            {
                /// <summary>How it is drawn.</summary>
                string Draw();
            }
            public abstract class Shape
            {
                /// <summary>The area, in m².</summary>
                public abstract double Area { get; }
            }
            public class Square : Shape, IDrawn
            {
                /// <inheritdoc/>
                public override double Area => 1;
                public string Draw() => "";
            }
            """";
        var compilation = CSharpCompilation.Create(
            "Documented",
            [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(documentationMode: DocumentationMode.Parse))],
            FrameworkReferences.ForCells(),
            new CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary));
        using var assembly = File.Create(Path.Combine(_folder.FullName, "Documented.dll"));
        using var documentation = File.Create(Path.Combine(_folder.FullName, "Documented.xml"));
        var result = compilation.Emit(assembly, xmlDocumentationStream: documentation);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
    }
}
