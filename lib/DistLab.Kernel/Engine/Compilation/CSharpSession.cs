using System.Collections.Immutable;
using System.Globalization;
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
/// <param name="guarded">Whether code can be interrupted, see <see cref="CellGuard"/>.</param>
internal sealed class CSharpSession(bool guarded)
{
    internal static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, DocumentationMode.Parse, SourceCodeKind.Script);

    private static readonly EmitOptions EmitOptions = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    /// <summary>As in .NET Interactive, no more: a notebook that runs here should run there.</summary>
    private static readonly string[] Usings =
    [
        "System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq",
        typeof(CellHelpers).FullName!,
    ];

    private readonly Lock _binding = new();
    private readonly Lazy<IReadOnlyList<MetadataReference>> _framework = new(FrameworkReferences.ForCells);
    private readonly CellLoadContext _loadContext = new();
    private readonly LibraryReferences _libraries = new();
    private volatile Link _latest = new(null, [], 0);
    private object?[] _states = new object?[64];

    /// <summary>The variables in the order in which they were declared; of those with one name the last, which hides the others.</summary>
    internal IReadOnlyList<SessionVariable> Variables
    {
        get
        {
            var variables = new List<SessionVariable>();
            var names = new HashSet<string>();
            for (var link = _latest.Compilation; link is not null; link = link.ScriptCompilationInfo?.PreviousScriptCompilation)
            {
                foreach (var declared in link.ScriptClass!.GetMembers().OfType<IFieldSymbol>().Where(f => f.CanBeReferencedByName).Reverse())
                {
                    if (names.Add(declared.Name) && Variable(declared) is { } variable)
                        variables.Add(variable);
                }
            }
            variables.Reverse();
            return variables;
        }
    }

    /// <summary>The variable that a symbol stands for; null where it is none of the session's, or its cell has not begun to run.</summary>
    internal SessionVariable? Variable(IFieldSymbol field)
    {
        string owner = field.ContainingType?.MetadataName ?? "";
        return _states.FirstOrDefault(state => state is not null && state.GetType().Name == owner) is { } found
            ? new SessionVariable(field, found)
            : null;
    }

    /// <summary>Makes libraries visible to the cells from here on.</summary>
    internal void AddLibraries(IReadOnlyList<string> paths)
    {
        foreach (string path in paths)
        {
            _loadContext.AddLibrary(path);
            _latest = _latest with { NewReferences = [.. _latest.NewReferences, .. _libraries.Closure(path)] };
        }
    }

    /// <summary>Compiles and loads code; what it declares is known to the session from then on.</summary>
    /// <param name="code">C#.</param>
    /// <param name="cellName">What errors and stack traces call it.</param>
    /// <param name="cancellation">Ends the compilation.</param>
    /// <returns>Runs the code, and tells whether it ends in an expression, and that expression's value.</returns>
    /// <exception cref="CellFailure">It does not compile.</exception>
    internal Func<Task<(bool HasValue, object? Value)>> Prepare(string code, string cellName, CancellationToken cancellation)
    {
        var tree = CSharpSyntaxTree.ParseText(SourceText.From(code, Encoding.UTF8), ParseOptions, cellName, cancellationToken: cancellation);
        var plain = Compilation(tree);
        var (compilation, image) = Emit(plain, tree, cancellation);
        var run = image is null ? _ => Task.FromResult<object?>(null) : Load(compilation, image);
        _latest = new Link(compilation, [], _latest.Count + 1);
        var states = _states;
        return async () => await run(states) is { } value ? (true, value) : (EndsInNull(plain, tree), null);
    }

    /// <summary>What a text would mean as the next cell.</summary>
    internal CSharpCompilation Compilation(SyntaxTree tree)
    {
        var latest = _latest;
        string number = (latest.Count + 1).ToString(CultureInfo.InvariantCulture);
        var references = latest.Compilation is null ? _framework.Value.Concat(latest.NewReferences) : latest.NewReferences;
        var options = new CSharpCompilationOptions(
            Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary,
            scriptClassName: $"Submission#{number}",
            usings: Usings,
            optimizationLevel: OptimizationLevel.Release,
            allowUnsafe: true,
            nullableContextOptions: NullableContextOptions.Annotations,
            concurrentBuild: false,
            metadataImportOptions: MetadataImportOptions.Public,
            assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default);
        var compilation = CSharpCompilation.CreateScriptCompilation($"cell-{number}", tree, references, options, latest.Compilation, typeof(object));
        // Two compilations that look at a new library at the same time would each make symbols of it, and the chain would have both.
        lock (_binding)
            _ = compilation.Assembly;
        return compilation;
    }

    /// <summary>Makes the code that is to run; code that cannot be guarded is left as it was written.</summary>
    private (CSharpCompilation Compilation, Image? Image) Emit(CSharpCompilation plain, SyntaxTree tree, CancellationToken cancellation)
    {
        bool rewritten = guarded || tree.ToString().Contains("Console.Clear", StringComparison.Ordinal);
        if (rewritten && !tree.GetDiagnostics(cancellation).Any(IsError))
        {
            var compilation = Rewrite(plain, tree);
            var image = Image.Of(compilation, cancellation);
            if (!image.Diagnostics.Any(IsError))
                return (compilation, image.Exists ? image : null);
        }
        var written = Image.Of(plain, cancellation);
        if (written.Diagnostics.Any(IsError))
            throw CompilationText.Failure(written.Diagnostics);
        // A cell of nothing but usings compiles, yet there is no code to emit.
        return (plain, written.Exists ? written : null);
    }

    internal CSharpCompilation Rewrite(CSharpCompilation plain, SyntaxTree tree)
    {
        var model = new Lazy<SemanticModel>(() => plain.GetSemanticModel(tree));
        var rewriter = guarded ? new CellInstrumenter(model) : new ConsoleRewriter();
        var root = (CSharpSyntaxNode)rewriter.Visit(tree.GetRoot());
        return plain.ReplaceSyntaxTree(tree, CSharpSyntaxTree.Create(root, ParseOptions, tree.FilePath, Encoding.UTF8));
    }

    private Func<object?[], Task<object?>> Load(CSharpCompilation compilation, Image image)
    {
        if (_latest.Count + 2 > _states.Length)
            Array.Resize(ref _states, _states.Length * 2);
        var entry = compilation.GetEntryPoint(CancellationToken.None)!;
        return _loadContext.LoadCell(compilation.AssemblyName!, image.Assembly, image.Symbols)
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

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;

    /// <summary>The end of the chain, and libraries that the next link brings along.</summary>
    private sealed record Link(CSharpCompilation? Compilation, ImmutableArray<MetadataReference> NewReferences, int Count);

    private sealed record Image(bool Exists, ImmutableArray<Diagnostic> Diagnostics, MemoryStream Assembly, MemoryStream Symbols)
    {
        internal static Image Of(CSharpCompilation compilation, CancellationToken cancellation)
        {
            var assembly = new MemoryStream();
            var symbols = new MemoryStream();
            var emitted = compilation.Emit(assembly, symbols, options: EmitOptions, cancellationToken: cancellation);
            assembly.Position = 0;
            symbols.Position = 0;
            return new Image(emitted.Success, emitted.Diagnostics, assembly, symbols);
        }
    }
}
