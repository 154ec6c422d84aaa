using System.Text.RegularExpressions;

namespace DistLab.Kernel;

/// <summary>A line such as <c>#r "x.dll"</c> or <c>#!html</c>.</summary>
/// <param name="Info">Which directive it is.</param>
/// <param name="Text">What follows its name; without the quotes where it has to be a text in quotes.</param>
/// <param name="CellName">Where it stands.</param>
/// <param name="Line">Its line there, from 1.</param>
internal sealed partial record CellDirective(DirectiveInfo Info, string Text, string CellName, int Line)
{
    private const string PackageMark = "nuget:";

    /// <summary>Whether it is about a NuGet package or a source of them.</summary>
    internal bool IsPackage => Text.StartsWith(PackageMark, StringComparison.OrdinalIgnoreCase);

    /// <summary>The text in quotes, without <c>nuget:</c>.</summary>
    internal string Package => IsPackage ? Text[PackageMark.Length..].Trim() : Text;

    /// <summary>The directive on a line, or null where the line is code.</summary>
    /// <exception cref="CellFailure">The line is a directive that is unknown or badly written.</exception>
    internal static CellDirective? Parse(string line, string cellName, int number)
    {
        if (Find(line) is not { } found)
            return null;
        var info = DirectiveTable.Find(found.Name)
            ?? throw CellFailure.Directive(cellName, number, $"the directive {found.Name} is unknown here. Known are: {DirectiveTable.Known}.");
        var directive = new CellDirective(info, found.Text, cellName, number);
        if (!info.IsQuoted)
            return directive;
        return Quoted().Match(found.Text) is { Success: true } text
            ? directive with { Text = text.Groups[1].Value.Trim() }
            : throw directive.Fail($"{info.Name} needs a text in quotes after it, and nothing else but a comment: {info.Usage}.");
    }

    /// <summary>A line's directive name and what follows it, whether known or not; null where the line is code.</summary>
    internal static (string Name, string Text)? Find(string line)
    {
        string trimmed = line.TrimStart();
        if (!trimmed.StartsWith('#') || Start().Match(trimmed) is not { Success: true } start)
            return null;
        return ("#" + start.Groups[1].Value.Replace(" ", ""), trimmed[start.Length..].Trim());
    }

    /// <summary>Its words and options.</summary>
    /// <exception cref="CellFailure">They are not those that it takes.</exception>
    internal DirectiveArguments Arguments()
    {
        var arguments = DirectiveArguments.Parse(Info, Text);
        return arguments.Problem is null ? arguments : throw Fail($"{arguments.Problem} in {Info.Name}. It is written like this: {Info.Usage}.");
    }

    internal CellFailure Fail(string message) => CellFailure.Directive(CellName, Line, message);

    // #r, #i and #load are known to C#, and so are other words after #; what begins with #! is always meant for the kernel.
    [GeneratedRegex("""^#(![ ]*[\w#+.-]+|(?:r|i|load)(?!\w))""")]
    private static partial Regex Start();

    [GeneratedRegex("""^"([^"]+)"\s*(?://.*)?$""")]
    private static partial Regex Quoted();
}
