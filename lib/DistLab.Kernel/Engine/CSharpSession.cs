using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace DistLab.Kernel;

/// <summary>
/// The chain of submissions: each is compiled against the one before it and keeps its variables in an object of its own.
/// Only the first gets the framework's references, the rest inherit them: that saves a megabyte a cell.
/// </summary>
internal sealed class CSharpSession
{
    internal static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);

    private static readonly EmitOptions EmitOptions = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    /// <summary>As in .NET Interactive, no more: a notebook that runs here should run there.</summary>
    private static readonly string[] Usings =
    [
        "System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq",
        typeof(CellHelpers).FullName!,
    ];

    private readonly CellLoadContext _loadContext = new();
    private readonly LibraryReferences _libraries = new();
    private readonly List<MetadataReference> _newReferences = [];
    private CSharpCompilation? _latest;
    private object?[] _states = new object?[64];
    private int _count;

    /// <summary>Makes libraries visible to the cells from here on.</summary>
    internal void AddLibraries(IReadOnlyList<string> paths)
    {
        foreach (string path in paths)
        {
            _loadContext.AddLibrary(path);
            _newReferences.AddRange(_libraries.Closure(path));
        }
    }

    /// <summary>Compiles and runs code.</summary>
    /// <returns>Whether the code ends in an expression, and that expression's value.</returns>
    /// <exception cref="CellFailure">It does not compile.</exception>
    internal async Task<(bool HasValue, object? Value)> RunAsync(string code, string cellName)
    {
        var tree = CSharpSyntaxTree.ParseText(SourceText.From(code, Encoding.UTF8), ParseOptions, cellName);
        var compilation = Compile(tree);
        var run = Load(compilation);
        _latest = compilation;
        _newReferences.Clear();
        _count++;
        object? value = await run(_states);
        return (value is not null || EndsInNull(compilation, tree), value);
    }

    /// <summary>What a text would mean as the next cell.</summary>
    internal CSharpCompilation Compilation(SyntaxTree tree) => Compile(tree);

    private CSharpCompilation Compile(SyntaxTree tree)
    {
        string name = $"cell-{_count + 1}";
        var references = _latest is null ? FrameworkReferences.ForCells.Concat(_newReferences) : _newReferences;
        var options = new CSharpCompilationOptions(
            Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary,
            scriptClassName: $"Submission#{_count + 1}",
            usings: Usings,
            optimizationLevel: OptimizationLevel.Release,
            allowUnsafe: true,
            nullableContextOptions: NullableContextOptions.Annotations,
            concurrentBuild: false,
            metadataImportOptions: MetadataImportOptions.Public,
            assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default);
        return CSharpCompilation.CreateScriptCompilation(name, tree, references, options, _latest, typeof(object));
    }

    private Func<object?[], Task<object?>> Load(CSharpCompilation compilation)
    {
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var emitted = compilation.Emit(assembly, symbols, options: EmitOptions);
        if (emitted.Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
            throw CompilationText.Failure(emitted.Diagnostics);
        // A cell of nothing but usings compiles, yet there is no code to emit.
        if (!emitted.Success)
            return _ => Task.FromResult<object?>(null);
        assembly.Position = 0;
        symbols.Position = 0;
        if (_count + 2 > _states.Length)
            Array.Resize(ref _states, _states.Length * 2);
        var entry = compilation.GetEntryPoint(CancellationToken.None)!;
        return _loadContext.LoadCell(compilation.AssemblyName!, assembly, symbols)
            .GetType(entry.ContainingType.MetadataName, throwOnError: true)!
            .GetMethod(entry.MetadataName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!
            .CreateDelegate<Func<object?[], Task<object?>>>();
    }

    /// <summary>Tells an expression that is null from a statement or a call that returns nothing.</summary>
    private static bool EndsInNull(CSharpCompilation compilation, SyntaxTree tree) =>
        tree.GetCompilationUnitRoot().Members.LastOrDefault() is GlobalStatementSyntax
        {
            Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true, Expression: var expression },
        }
        && compilation.GetSemanticModel(tree).GetTypeInfo(expression).Type?.SpecialType != SpecialType.System_Void;
}
