using System.Text.RegularExpressions;

namespace DistLab.Kernel;

/// <summary>What follows a directive's name: words and options, as on a command line.</summary>
internal sealed partial class DirectiveArguments
{
    private readonly DirectiveInfo _info;
    private readonly List<string> _words = [];
    private readonly Dictionary<string, string> _options = [];
    private string? _open;

    private DirectiveArguments(DirectiveInfo info) => _info = info;

    internal IReadOnlyList<string> Words => _words;

    /// <summary>What is wrong; null where nothing is.</summary>
    internal string? Problem { get; private set; }

    /// <summary>An option's argument; null where it is not given.</summary>
    internal string? this[string option] => _options.GetValueOrDefault(option);

    /// <summary>Takes a line's rest apart.</summary>
    /// <param name="info">The directive, which says what it takes.</param>
    /// <param name="text">The rest.</param>
    internal static DirectiveArguments Parse(DirectiveInfo info, string text)
    {
        var arguments = new DirectiveArguments(info);
        foreach (Match word in Word().Matches(text))
        {
            var quoted = word.Groups["quoted"];
            arguments.Take(quoted.Success ? word.Groups["prefix"].Value + quoted.Value : word.Value, quoted.Success);
        }
        if (arguments._open is { } open)
            arguments.Problem ??= $"{open} needs a value after it";
        return arguments;
    }

    private void Take(string word, bool quoted)
    {
        bool option = !quoted && word.StartsWith("--", StringComparison.Ordinal);
        if (!option && _open is not null)
            (_options[_open], _open) = (word, null);
        else if (!option && _words.Count < _info.Words)
            _words.Add(word);
        else if (option && _info.Options.Contains("!" + word))
            _options[word] = "";
        else if (option && _open is null && _info.Options.Contains(word))
            _open = word;
        else
            Problem ??= $"\"{word}\" is not understood";
    }

    // A word, a text in quotes, or a text in quotes with a mark before it: @input:"Your name".
    [GeneratedRegex("""(?<prefix>@\w+:)?"(?<quoted>[^"]*)"|[^\s"]+""")]
    private static partial Regex Word();
}
