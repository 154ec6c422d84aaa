namespace DistLab.Kernel;

/// <summary>All directives: what is parsed, completed, listed by <c>#!lsmagic</c> and named in errors comes from here.</summary>
internal static class DirectiveTable
{
    internal static IReadOnlyList<DirectiveInfo> All { get; } =
    [
        new("#r", "#r \"file.dll\", #r \"nuget: Name, Version\"", "Refers to a library or a NuGet package", DirectiveKind.Reference),
        new("#i", "#i \"nuget: source\"", "Adds a folder or an address where NuGet packages are looked for", DirectiveKind.Source),
        new("#load", "#load \"file.csx\"", "Runs a script here", DirectiveKind.Load),
        new("#!import", "#!import file.ipynb", "Runs a notebook (.ipynb), a script (.cs, .csx) or a text (.html, .js, .md) here", DirectiveKind.Load) { Words = 1 },
        new("#!time", "#!time", "Shows how long the cell took", DirectiveKind.Time),
        Text(CellLanguage.CSharp, "#!csharp", "C#", "#!c#", "#!cs"),
        Text(CellLanguage.Html, "#!html", "HTML, shown as it stands"),
        Text(CellLanguage.JavaScript, "#!javascript", "JavaScript, run by the page that shows the notebook", "#!js"),
        Text(CellLanguage.Markdown, "#!markdown", "Markdown, shown formatted", "#!md"),
        Text(CellLanguage.Mermaid, "#!mermaid", "a Mermaid diagram"),
        new("#!set", "#!set --name x --value \"text\"", "Sets a variable to a text, to another (@csharp:y, @value:y) or to what the user types (@input:\"Prompt\", @password:\"Prompt\")", DirectiveKind.Set)
        {
            Options = ["--name", "--value", "!--byref"],
        },
        new("#!share", "#!share x --from csharp", "Hands a variable on: from C# to the lines of JavaScript after it, or a text of #!value to C#", DirectiveKind.Share)
        {
            Options = ["--from", "--as"],
            Words = 1,
        },
        new("#!value", "#!value --name x", "Keeps the lines after it, or a file, as a text for #!set and #!share", DirectiveKind.Value)
        {
            Options = ["--name", "--from-file", "--from-value", "--mime-type"],
        },
        new("#!who", "#!who", "Lists the variables", DirectiveKind.Who),
        new("#!whos", "#!whos", "Lists the variables with their types and values", DirectiveKind.Whos),
        new("#!about", "#!about", "Shows the versions of the kernel and of .NET", DirectiveKind.About),
        new("#!lsmagic", "#!lsmagic", "Lists these directives", DirectiveKind.List),
    ];

    /// <summary>All in one line.</summary>
    internal static string Known { get; } = string.Join(", ", All.Select(directive => directive.Usage));

    /// <summary>The directive of a name such as <c>#!time</c>; null where there is none.</summary>
    internal static DirectiveInfo? Find(string name) => All.FirstOrDefault(directive =>
        directive.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || directive.Aliases.Contains(name, StringComparer.OrdinalIgnoreCase));

    /// <summary>All as something to show.</summary>
    internal static MimeBundle Listing { get; } = TextTable.Of(
        ["directive", "does"],
        All.Select(directive => new[]
        {
            directive.Usage + (directive.Aliases is [] ? "" : $" (or {string.Join(", ", directive.Aliases)})"),
            directive.Description,
        }));

    private static DirectiveInfo Text(CellLanguage language, string name, string what, params string[] aliases) =>
        new(name, name, $"The lines after it are {what}", DirectiveKind.Language) { Language = language, Aliases = aliases };
}
