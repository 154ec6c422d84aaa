using System.Text.RegularExpressions;

namespace DistLab.Kernel;

/// <summary>What a directive asks for.</summary>
internal enum DirectiveKind
{
    Language,
    Library,
    Package,
    Source,
    Load,
    Time,
}

/// <summary>A line such as <c>#r "x.dll"</c> or <c>#!html</c>.</summary>
internal sealed partial record CellDirective(DirectiveKind Kind, string Argument, string CellName, int Line)
{
    private const string Known =
        "#r \"file.dll\", #r \"nuget: Name, Version\", #i \"nuget: source\", #load \"file.csx\", #!import \"file.csx\", #!time, #!csharp, #!html, #!javascript, #!markdown, #!mermaid";

    internal CellLanguage? Language { get; private init; }

    /// <summary>The directive on a line, or null where the line is code.</summary>
    /// <exception cref="CellFailure">The line is a directive that is unknown or badly written.</exception>
    internal static CellDirective? Parse(string line, string cellName, int number)
    {
        string trimmed = line.TrimStart();
        if (!trimmed.StartsWith('#'))
            return null;
        if (Magic().Match(trimmed) is { Success: true } magic)
            return ParseMagic(magic.Groups[1].Value, magic.Groups[2].Value.Trim(), cellName, number);
        if (FileDirective().Match(trimmed) is not { Success: true } match)
            return null;
        if (!match.Groups["path"].Success)
        {
            throw CellFailure.Directive(
                cellName, number, $"#{match.Groups["name"].Value} needs a text in quotes after it, and nothing else but a comment: {Known}.");
        }
        string argument = match.Groups["path"].Value.Trim();
        return match.Groups["name"].Value switch
        {
            "load" => new(DirectiveKind.Load, argument, cellName, number),
            "i" => new(DirectiveKind.Source, WithoutPrefix(argument), cellName, number),
            _ when IsPackage(argument) => new(DirectiveKind.Package, WithoutPrefix(argument), cellName, number),
            _ => new(DirectiveKind.Library, argument, cellName, number),
        };
    }

    /// <summary>The language that the lines after this one are in, or null where this is no such directive.</summary>
    internal static CellLanguage? LanguageOf(string line) =>
        Magic().Match(line.TrimStart()) is { Success: true } magic ? LanguageNamed(magic.Groups[1].Value) : null;

    internal static bool IsFileDirective(string line) => FileDirective().IsMatch(line);

    internal CellFailure Fail(string message) => CellFailure.Directive(CellName, Line, message);

    private static CellDirective ParseMagic(string name, string rest, string cellName, int number) => name.ToLowerInvariant() switch
    {
        "time" => new(DirectiveKind.Time, "", cellName, number),
        _ when LanguageNamed(name) is { } language => InLanguage(language),
        "import" => new(DirectiveKind.Load, rest.Trim('"'), cellName, number),
        _ => throw CellFailure.Directive(cellName, number, $"the directive #!{name} is unknown here. Known are: {Known}."),
    };

    private static CellLanguage? LanguageNamed(string name) => name.ToLowerInvariant() switch
    {
        "csharp" or "c#" => CellLanguage.CSharp,
        "html" => CellLanguage.Html,
        "javascript" or "js" => CellLanguage.JavaScript,
        "markdown" => CellLanguage.Markdown,
        "mermaid" => CellLanguage.Mermaid,
        _ => null,
    };

    private static CellDirective InLanguage(CellLanguage language) => new(DirectiveKind.Language, "", "", 0) { Language = language };

    private static bool IsPackage(string argument) => argument.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase);

    private static string WithoutPrefix(string argument) => IsPackage(argument) ? argument["nuget:".Length..].Trim() : argument;

    [GeneratedRegex("""^#!\s*([\w#+.-]+)(.*)$""")]
    private static partial Regex Magic();

    [GeneratedRegex("""^#\s*(?<name>r|i|load)(?![\w])\s*(?:"(?<path>[^"]+)"\s*(?://.*)?$)?""")]
    private static partial Regex FileDirective();
}
