using System.Text.Json;
using Microsoft.CodeAnalysis.CSharp;

namespace DistLab.Kernel;

/// <summary>Follows <c>#!set</c>, <c>#!share</c> and <c>#!value</c>.</summary>
internal sealed class CellValues(CSharpSession session)
{
    private readonly Dictionary<string, string> _texts = [];

    /// <summary><c>#!set</c> among C#: a declaration on the same line.</summary>
    internal CellPart Set(CellDirective directive, DirectiveArguments arguments)
    {
        string name = Name(directive, arguments["--name"]);
        string value = arguments["--value"] ?? throw directive.Fail($"#!set needs a value: {directive.Info.Usage}.");
        if (!value.StartsWith('@'))
            return Declare(directive, $"string {name} = {Literal(value)};");
        string[] parts = value[1..].Split(':', 2);
        string rest = parts.Length > 1 ? parts[1] : "";
        return parts[0].ToLowerInvariant() switch
        {
            "input" => Declare(directive, $"string {name} = await {nameof(CellHelpers.GetInputAsync)}({Literal(rest)});"),
            "password" => Declare(directive, $"string {name} = await {nameof(CellHelpers.GetPasswordAsync)}({Literal(rest)});"),
            var from => DeclareFrom(directive, from, rest, name),
        };
    }

    /// <summary><c>#!share</c> among C#.</summary>
    internal CellPart Share(CellDirective directive, DirectiveArguments arguments)
    {
        if (arguments.Words is not [var source] || arguments["--from"] is not { } from)
            throw directive.Fail($"#!share needs a variable and where it comes from: {directive.Info.Usage}.");
        return DeclareFrom(directive, from, source, Name(directive, arguments["--as"] ?? source));
    }

    /// <summary><c>#!share</c> or <c>#!set</c> among the lines of a script: they get the value as JSON.</summary>
    internal void ShareWithScript(CellDirective directive, TextBlock script)
    {
        var arguments = directive.Arguments();
        string? source = arguments.Words is [var word] ? word : null;
        string? from = arguments["--from"];
        string? name = arguments["--as"] ?? source;
        if (arguments["--value"] is { } value)
        {
            name = arguments["--name"];
            if (!value.StartsWith('@'))
            {
                script.Share(Name(directive, name), JsonSerializer.Serialize(value));
                return;
            }
            string[] parts = value[1..].Split(':', 2);
            (from, source) = (parts[0], parts.Length > 1 ? parts[1] : null);
        }
        if (source is null || from is null)
            throw directive.Fail($"{directive.Info.Name} needs a variable and where it comes from: {directive.Info.Usage}.");
        script.Share(Name(directive, name), IsText(from) ? JsonSerializer.Serialize(Text(directive, source)) : Json(directive, from, source));
    }

    /// <summary><c>#!value</c>: keeps a text, and shows it where a MIME type is given.</summary>
    /// <param name="directive">The directive.</param>
    /// <param name="below">The lines after it.</param>
    /// <param name="folder">The folder that paths count from.</param>
    internal IEnumerable<CellPart> Keep(CellDirective directive, string below, string folder)
    {
        var arguments = directive.Arguments();
        string name = arguments["--name"] ?? throw directive.Fail($"#!value needs a name: {directive.Info.Usage}.");
        string text = arguments["--from-file"] is { } file
            ? CellFiles.Read(directive, CellFiles.FullPath(file, folder), file)
            : arguments["--from-value"] ?? below.Trim();
        _texts[name] = text;
        return arguments["--mime-type"] is { } mimeType
            ? [new CellPart(CellPartKind.Display, directive.CellName) { Bundle = MimeBundle.Of(mimeType, text) }]
            : [];
    }

    private CellPart DeclareFrom(CellDirective directive, string from, string source, string name)
    {
        if (IsText(from))
            return Declare(directive, $"string {name} = {Literal(Text(directive, source))};");
        if (!IsCSharp(from))
            throw UnknownSource(directive, from);
        // One language, one session: under its own name it is there already.
        return source == name ? Declare(directive, $"_ = {source};") : Declare(directive, $"var {name} = {source};");
    }

    private string Json(CellDirective directive, string from, string source)
    {
        if (!IsCSharp(from))
            throw UnknownSource(directive, from);
        var found = session.Variables.FirstOrDefault(variable => variable.Name == source)
            ?? throw directive.Fail($"there is no C# variable {source}.");
        try
        {
            return JsonSerializer.Serialize(found.Value);
        }
        catch (Exception e) when (e is NotSupportedException or JsonException)
        {
            throw directive.Fail($"the variable {source} cannot be written as JSON: {e.Message}");
        }
    }

    private string Text(CellDirective directive, string name) =>
        _texts.GetValueOrDefault(name) ?? throw directive.Fail($"there is no text {name}: keep one with #!value --name {name}.");

    private static CellFailure UnknownSource(CellDirective directive, string from) =>
        directive.Fail($"\"{from}\" is nothing that a value can come from. There are csharp, value, input and password.");

    private static bool IsText(string from) => from.Equals("value", StringComparison.OrdinalIgnoreCase);

    private static bool IsCSharp(string from) => from.ToLowerInvariant() is "csharp" or "c#" or "cs";

    private static string Name(CellDirective directive, string? name) => name is not null && SyntaxFacts.IsValidIdentifier(name)
        ? name
        : throw directive.Fail($"{(name is null ? "a variable's name is missing" : $"\"{name}\" is no name for a variable")}: {directive.Info.Usage}.");

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    private static CellPart Declare(CellDirective directive, string code) =>
        new(CellPartKind.CSharp, directive.CellName) { Text = new string('\n', directive.Line - 1) + code };
}
