using System.Buffers;

namespace DistLab.Naming;

/// <summary>A name of the Domain Name System, such as <c>www.example.org</c>: labels, the nearest to the root last. Upper and lower case are the same.</summary>
/// <remarks>The limits are those of RFC 1035, §2.3: 63 octets a label, 255 a name with its length octets, and so 253 characters.</remarks>
public sealed record DomainName
{
    private const int LongestName = 253;
    private const int LongestLabel = 63;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>A name from its text.</summary>
    /// <param name="text">The labels with dots between them; empty, or a dot alone, for the root. A dot at the end may stand.</param>
    /// <exception cref="ArgumentException">A label is empty or too long, begins or ends with a hyphen, or has something else than letters, digits and hyphens; or the name is too long.</exception>
    public DomainName(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Text = text.ToLowerInvariant();
        if (Text.EndsWith('.'))
            Text = Text[..^1];
        if (Text.Length > LongestName)
            throw new ArgumentException($"A domain name has at most {LongestName} characters, not {Text.Length}.", nameof(text));
        if (Text.Length > 0 && Text.Split('.').FirstOrDefault(label => !IsLabel(label)) is { } wrong)
            throw new ArgumentException($"“{wrong}” is no label of a domain name: 1 to {LongestLabel} letters, digits and hyphens, no hyphen first or last.", nameof(text));
    }

    /// <summary>The root of all names.</summary>
    public static DomainName Root { get; } = new("");

    /// <summary>The name in lower case, without a dot at the end; empty for the root.</summary>
    public string Text { get; }

    /// <summary>Whether it is the root.</summary>
    public bool IsRoot => Text.Length == 0;

    /// <summary>How many labels it has; none for the root.</summary>
    public int Labels => IsRoot ? 0 : Text.AsSpan().Count('.') + 1;

    /// <summary>The name without its first label; the root's is the root.</summary>
    public DomainName Parent => Text.IndexOf('.', StringComparison.Ordinal) is var dot and >= 0 ? new(Text[(dot + 1)..]) : Root;

    /// <summary>Whether it is this other name or one below it.</summary>
    public bool IsWithin(DomainName other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.IsRoot || (Text.EndsWith(other.Text, StringComparison.Ordinal) && (Text.Length == other.Text.Length || Text[^(other.Text.Length + 1)] == '.'));
    }

    /// <summary>The last so many labels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The name has fewer labels.</exception>
    public DomainName Last(int labels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(labels);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(labels, Labels);
        var name = this;
        while (name.Labels > labels)
            name = name.Parent;
        return name;
    }

    /// <summary>The text; a dot for the root.</summary>
    public override string ToString() => IsRoot ? "." : Text;

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= LongestLabel && label[0] != '-' && label[^1] != '-' && !label.AsSpan().ContainsAnyExcept(Allowed);
}
