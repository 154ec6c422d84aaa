using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Notebooks.SpaceTime;

/// <summary>Messages, timers and outputs in readable words: <c>new AppendEntries(3)</c> is of the kind "append entries".</summary>
internal static class ContentText
{
    private const int LongestValue = 28;

    private static readonly ConcurrentDictionary<Type, string> KindsOfTypes = new();

    /// <summary>The kind of a value: the name of its type, or of an enum's member, in lower-case words; a text is its own kind.</summary>
    public static string Kind(object? content) => content switch
    {
        null => "message",
        string text => Clip(text),
        Enum member => Words(member.ToString()),
        ImportedContent imported => Words(WithoutSuffix(imported.Name)),
        IFormattable or Instant or Duration => Clip(Plain(content)),
        _ => KindsOfTypes.GetOrAdd(content.GetType(), type => Words(TypeName(type))),
    };

    /// <summary>The value's own words, where its type has a short ToString of its own; else the kind, followed by short values of properties.</summary>
    public static string Full(object? content)
    {
        if (content is null or string or Enum or Instant or Duration or IFormattable)
            return Kind(content);
        if (OwnWords(content) is { } own)
            return own;
        if (content is ImportedContent)
            return Kind(content);
        var values = content.GetType()
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0 && property.Name != "EqualityContract")
            .OrderBy(property => property.MetadataToken)
            .Select(property => Plain(property.GetValue(content)))
            .Where(value => value.Length > 0);
        var text = string.Join(", ", values);
        return text.Length is 0 or > LongestValue ? Kind(content) : $"{Kind(content)} {text}";
    }

    /// <summary>The value's own words where its type has a short ToString of its own, else its kind.</summary>
    public static string Label(object? content) => OwnWords(content) ?? Kind(content);

    /// <summary>The words of a name written in Pascal case; runs of capitals stay together.</summary>
    public static string Words(string name)
    {
        var words = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = i > 0 && char.IsUpper(name[i])
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if ((startsWord || name[i] == '_') && words.Length > 0 && words[^1] != ' ')
                words.Append(' ');
            if (name[i] != '_')
                words.Append(char.ToLowerInvariant(name[i]));
        }
        return words.ToString();
    }

    public static string Clip(string text) => text.Length <= LongestValue ? text : string.Concat(text.AsSpan(0, LongestValue - 1), "…");

    /// <summary>What a type's own ToString says; neither a record's "Name { … }" nor the name of the type is that.</summary>
    private static string? OwnWords(object? content)
    {
        if (content is null or string or Enum or Instant or Duration or IFormattable)
            return null;
        var (own, type) = (content.ToString(), content.GetType());
        var name = (content as ImportedContent)?.Name ?? type.Name;
        var isOwn = own is { Length: > 0 and <= LongestValue } && own != name && own != type.ToString() && !own.StartsWith(name + " {", StringComparison.Ordinal);
        return isOwn ? own : null;
    }

    private static string TypeName(Type type)
    {
        var name = type.Name;
        var arity = name.IndexOf('`', StringComparison.Ordinal);
        if (arity > 0)
            name = name[..arity];
        return WithoutSuffix(name);
    }

    private static string WithoutSuffix(string name)
    {
        const string suffix = "Message";
        return name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal) ? name[..^suffix.Length] : name;
    }

    /// <summary>A length of time to three decimals of its unit.</summary>
    public static string Time(long nanoseconds)
    {
        var step = Math.Abs(nanoseconds) switch { >= 1_000_000_000 => 1_000_000L, >= 1_000_000 => 1_000, _ => 1 };
        return new Duration((long)Math.Round((double)nanoseconds / step) * step).ToString();
    }

    private static string Plain(object? value) => value switch
    {
        null => "",
        string text => text,
        Instant instant => Time(instant.Nanoseconds),
        Duration length => Time(length.Nanoseconds),
        Enum member => Words(member.ToString()),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable items => string.Join(" ", items.Cast<object?>().Select(Plain)),
        _ => value.ToString() ?? "",
    };
}
