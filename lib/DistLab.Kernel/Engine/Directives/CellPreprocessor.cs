using System.Reflection;
using System.Text;

namespace DistLab.Kernel;

/// <summary>Takes a cell apart: C#, and the directives of .NET Interactive's dialect.</summary>
internal sealed class CellPreprocessor(string folder)
{
    private readonly NuGetPackages _packages = new();

    /// <summary>The parts in the order in which they are to be done; a part is read only when those before it are done.</summary>
    /// <exception cref="CellFailure">A directive is unknown or cannot be followed.</exception>
    internal IEnumerable<CellPart> Split(string source, string cellName) => Split(source, cellName, folder, []);

    private IEnumerable<CellPart> Split(string source, string name, string from, IReadOnlyList<string> loading)
    {
        string[] lines = source.ReplaceLineEndings("\n").Split('\n');
        var block = new TextBlock();
        for (int i = 0; i < lines.Length; i++)
        {
            var directive = CellDirective.Parse(lines[i], name, i + 1);
            if (directive is null)
            {
                block.Add(lines[i], i);
                continue;
            }
            if (directive.Kind == DirectiveKind.Time)
            {
                block.Add("", i);
                yield return new CellPart(CellPartKind.Time, name);
                continue;
            }
            if (directive.Language is { } language)
            {
                if (block.ToPart(name) is { } part)
                    yield return part;
                block = new TextBlock(language);
                continue;
            }
            // A package or library must be known before the code below it compiles, and code above it may build that library.
            if (block.ToPart(name) is { } before)
                yield return before;
            block = new TextBlock(block.Language);
            foreach (var part in Follow(directive, from, loading))
                yield return part;
        }
        if (block.ToPart(name) is { } last)
            yield return last;
    }

    private IEnumerable<CellPart> Follow(CellDirective directive, string from, IReadOnlyList<string> loading)
    {
        switch (directive.Kind)
        {
            case DirectiveKind.Source:
                _packages.AddSource(directive.Argument);
                return [];
            case DirectiveKind.Package:
                return [new CellPart(CellPartKind.Library, directive.CellName) { Paths = _packages.Restore(directive) }];
            case DirectiveKind.Library:
                return [new CellPart(CellPartKind.Library, directive.CellName) { Paths = [FindLibrary(directive, from)] }];
            default:
                return LoadFile(directive, from, loading);
        }
    }

    private static string FindLibrary(CellDirective directive, string from)
    {
        string path = FullPath(directive, from);
        if (File.Exists(path))
            return IsLibrary(path) ? path : throw directive.Fail($"\"{directive.Argument}\" is no .NET library. Check the path, or build the project again.");
        // The bare name of a part of the framework, as in #r "System.Net.Http".
        if (!directive.Argument.Contains('/') && FrameworkReferences.HostPath(directive.Argument.Replace(".dll", "")) is { } host)
            return host;
        throw directive.Fail(
            $"the library \"{directive.Argument}\" is not there. Not built yet? Run ./distlab build (or ./distlab run) in the project's root folder, then run this cell again. The path counts from the folder of the notebook.");
    }

    private static bool IsLibrary(string path)
    {
        try
        {
            _ = AssemblyName.GetAssemblyName(path);
            return true;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }

    // Notebooks travel: a path written on Windows must be found elsewhere.
    private static string FullPath(CellDirective directive, string from) =>
        Path.GetFullPath(Path.Combine(from, directive.Argument.Replace('\\', '/')));

    private IEnumerable<CellPart> LoadFile(CellDirective directive, string from, IReadOnlyList<string> loading)
    {
        string path = FullPath(directive, from);
        if (loading.Contains(path))
            throw directive.Fail($"\"{directive.Argument}\" loads itself: {string.Join(" → ", loading.Append(path).Select(Path.GetFileName))}.");
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw directive.Fail($"the file \"{directive.Argument}\" cannot be read. Its path counts from the folder of the notebook or script that loads it.");
        }
        return Split(text, Path.GetFileName(path), Path.GetDirectoryName(path)!, [.. loading, path]);
    }

    /// <summary>Lines of one language that follow each other.</summary>
    private sealed class TextBlock(CellLanguage language = CellLanguage.CSharp)
    {
        private readonly StringBuilder _text = new();
        private int _first = -1;

        internal CellLanguage Language { get; } = language;

        internal void Add(string line, int index)
        {
            if (_first < 0)
                _first = index;
            _text.Append(line).Append('\n');
        }

        internal CellPart? ToPart(string name)
        {
            if (IsEmpty())
                return null;
            string text = _text.ToString();
            return Language switch
            {
                CellLanguage.CSharp => new CellPart(CellPartKind.CSharp, name) { Text = new string('\n', _first) + text },
                CellLanguage.Html => Show(name, text, MimeTypes.Html),
                CellLanguage.Markdown => Show(name, text, MimeTypes.Markdown, MimeTypes.Plain),
                CellLanguage.Mermaid => Show(name, text, MimeTypes.Mermaid, MimeTypes.Plain),
                _ => Show(name, $"<script type=\"text/javascript\">\n{text}</script>", MimeTypes.Html),
            };
        }

        private static CellPart Show(string name, string text, params string[] mimeTypes) => new(CellPartKind.Display, name)
        {
            Bundle = new MimeBundle([.. mimeTypes.Select(type => KeyValuePair.Create(type, text.TrimEnd()))]),
        };

        private bool IsEmpty() => _text.ToString().Split('\n').All(line =>
            string.IsNullOrWhiteSpace(line) || (Language == CellLanguage.CSharp && line.TrimStart().StartsWith("//", StringComparison.Ordinal)));
    }
}
