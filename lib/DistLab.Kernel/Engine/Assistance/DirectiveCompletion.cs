using System.Text.RegularExpressions;

namespace DistLab.Kernel;

/// <summary>Completes lines that begin with <c>#</c>: names of directives, their options, files, packages that lie on this computer.</summary>
internal sealed partial class DirectiveCompletion(CSharpSession session, string folder)
{
    private static readonly string[] Sources = ["@csharp:", "@value:", "@input:\"", "@password:\""];

    /// <summary>Where NuGet keeps the packages that it has fetched, a folder each.</summary>
    internal string PackageFolder { get; init; } = DefaultPackageFolder;

    /// <summary>What fits; null where the line is none of these.</summary>
    internal CompletionList? Complete(CodeAtPosition place)
    {
        string line = place.Line;
        int indent = line.Length - line.TrimStart().Length;
        if (Name().Match(line) is { Success: true })
            return List(place, line[indent..], DirectiveTable.All.SelectMany(Names));
        if (CellDirective.Find(line) is not { } found || DirectiveTable.Find(found.Name) is not { } info)
            return null;
        if (info.IsQuoted)
            return Quoted(place, info, line);
        string word = line[(line.LastIndexOf(' ') + 1)..];
        return info.Kind == DirectiveKind.Load ? Files(place, info, line[(line.IndexOf(' ') + 1)..].TrimStart('"')) : List(place, word, Words(info, line, word));
    }

    private static IEnumerable<CompletionItem> Names(DirectiveInfo info)
    {
        if (info.Kind is DirectiveKind.Reference)
            yield return new CompletionItem(info.Name + " \"nuget: ", CompletionKind.Directive, "Refers to a NuGet package");
        string rest = info.Kind == DirectiveKind.Source ? " \"nuget: " : info.IsQuoted ? " \"" : "";
        yield return new CompletionItem(info.Name + rest, CompletionKind.Directive, info.Description);
    }

    private CompletionList? Quoted(CodeAtPosition place, DirectiveInfo info, string line)
    {
        int quote = line.IndexOf('"');
        if (quote < 0 || line.IndexOf('"', quote + 1) >= 0)
            return List(place, "", []);
        string text = line[(quote + 1)..];
        if (info.Kind == DirectiveKind.Load || (info.Kind == DirectiveKind.Reference && !Package().IsMatch(text)))
        {
            var files = Files(place, info, text);
            bool offersPackages = info.Kind == DirectiveKind.Reference && "nuget: ".StartsWith(text, StringComparison.OrdinalIgnoreCase);
            return offersPackages
                ? files with { Items = [new CompletionItem("nuget: ", CompletionKind.Directive, "A NuGet package"), .. files.Items] }
                : files;
        }
        if (info.Kind == DirectiveKind.Source)
            return List(place, text, [new CompletionItem("nuget: ", CompletionKind.Directive, info.Description)]);
        string[] parts = Package().Replace(text, "").Split(',');
        return parts.Length == 1
            ? List(place, parts[0], Folders(PackageFolder))
            : List(place, parts[1].TrimStart(), Folders(Path.Combine(PackageFolder, parts[0].Trim().ToLowerInvariant())).Reverse());
    }

    private IEnumerable<CompletionItem> Words(DirectiveInfo info, string line, string word)
    {
        string before = line[..^word.Length].TrimEnd();
        if (word.StartsWith("@csharp:", StringComparison.OrdinalIgnoreCase))
            return session.Variables.Select(variable => Variable("@csharp:" + variable.Name, variable));
        if (before.EndsWith("--value", StringComparison.Ordinal))
            return Sources.Select(source => new CompletionItem(source, CompletionKind.Keyword, ""));
        if (before.EndsWith("--from", StringComparison.Ordinal))
            return [new CompletionItem("csharp", CompletionKind.Keyword, ""), new CompletionItem("value", CompletionKind.Keyword, "")];
        var options = info.Options.Select(option => new CompletionItem(option.TrimStart('!'), CompletionKind.Keyword, info.Usage));
        return info.Words > 0 ? [.. session.Variables.Select(variable => Variable(variable.Name, variable)), .. options] : options;
    }

    private static CompletionItem Variable(string text, SessionVariable variable) => new(text, CompletionKind.Variable, $"{variable.Type} {variable.Name}");

    private CompletionList Files(CodeAtPosition place, DirectiveInfo info, string written)
    {
        int name = written.LastIndexOfAny(['/', '\\']) + 1;
        string[] extensions = info.IsQuoted ? info.Kind == DirectiveKind.Load ? [".csx", ".cs"] : [".dll"] : [".ipynb", ".cs", ".csx", ".html", ".js", ".md"];
        var entries = Entries(CellFiles.FullPath(written[..name], folder))
            .Where(entry => entry is DirectoryInfo || extensions.Contains(entry.Extension, StringComparer.OrdinalIgnoreCase))
            .OrderBy(entry => entry is DirectoryInfo)
            .ThenBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase)
            .Select(entry => new CompletionItem(entry is DirectoryInfo ? entry.Name + "/" : entry.Name, CompletionKind.File, ""));
        IEnumerable<CompletionItem> up = written.Replace("../", "", StringComparison.Ordinal).Length == 0 || written.EndsWith("..", StringComparison.Ordinal)
            ? [new CompletionItem("../", CompletionKind.File, "")]
            : [];
        return List(place, written[name..], entries.Concat(up));
    }

    private static IEnumerable<CompletionItem> Folders(string path) => Entries(path)
        .OfType<DirectoryInfo>()
        .OrderBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase)
        .Select(entry => new CompletionItem(entry.Name, CompletionKind.File, ""));

    private static IEnumerable<FileSystemInfo> Entries(string path)
    {
        try
        {
            return [.. new DirectoryInfo(path).EnumerateFileSystemInfos().Where(entry => !entry.Name.StartsWith('.')).Take(1000)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }
    }

    private static string DefaultPackageFolder => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } set
        ? set
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static CompletionList List(CodeAtPosition place, string prefix, IEnumerable<CompletionItem> items) => new(
        [.. items.Where(item => item.Text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))], place.Position - prefix.Length, place.Position);

    [GeneratedRegex("""^\s*#!?[\w#+.-]*$""")]
    private static partial Regex Name();

    [GeneratedRegex("""^\s*nuget:\s*""", RegexOptions.IgnoreCase)]
    private static partial Regex Package();
}
