using System.Globalization;
using System.Reflection;
using DistLab.Coordination;
using DistLab.Protocols;

namespace DistLab.Cli.Nodes;

/// <summary>The values that a user gives to a protocol's parameters, by name.</summary>
internal sealed class ProtocolParameters
{
    private static readonly (string Unit, double Nanoseconds)[] Units = [("ns", 1), ("us", 1e3), ("µs", 1e3), ("ms", 1e6), ("s", 1e9)];

    private readonly int _nodes;
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _used = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads <c>name=value</c>, again and again.</summary>
    /// <exception cref="UsageException">One is not of that form, or a name comes twice.</exception>
    public ProtocolParameters(int nodes, IEnumerable<string> given)
    {
        _nodes = nodes;
        foreach (var text in given)
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
                throw new UsageException($"-p takes name=value, such as -p work=20ms, not '{text}'.");
            if (!_values.TryAdd(text[..at], text[(at + 1)..]))
                throw new UsageException($"The parameter '{text[..at]}' is given twice.");
        }
    }

    /// <summary>Whether all parameters of a constructor have a value.</summary>
    public bool Fill(ConstructorInfo constructor) => constructor.GetParameters().All(parameter =>
        _values.ContainsKey(parameter.Name!) || parameter.HasDefaultValue || IsNodeCount(parameter) || parameter.ParameterType == typeof(Workload));

    /// <summary>The value of a parameter.</summary>
    /// <exception cref="UsageException">It is missing, or not understood.</exception>
    public object? ValueOf(ParameterInfo parameter)
    {
        if (Take(parameter.Name!) is { } text)
            return Parse(parameter.Name!, text, Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType);
        if (parameter.ParameterType == typeof(Workload))
            return Workload();
        if (IsNodeCount(parameter))
            return _nodes;
        return parameter.HasDefaultValue
            ? parameter.DefaultValue
            : throw new UsageException($"{parameter.Member.DeclaringType!.Name} needs a value for {parameter.Name}: -p {parameter.Name}=…");
    }

    /// <exception cref="UsageException">A value was given to a parameter that is none.</exception>
    public void CheckAllUsed(Type protocol)
    {
        if (_values.Keys.FirstOrDefault(name => !_used.Contains(name)) is { } unknown)
            throw new UsageException($"{protocol.Name} has no parameter '{unknown}'.");
    }

    /// <summary>A length of time such as <c>20ms</c>.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static Duration ParseDuration(string name, string text)
    {
        foreach (var (unit, nanoseconds) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out var count)
                && count is >= 0 and < 1e9)
                return Duration.FromNanoseconds(count * nanoseconds);
        }
        throw new UsageException($"{name} is a length of time such as 20ms or 1.5s, not '{text}'.");
    }

    private static bool IsNodeCount(ParameterInfo parameter) => parameter.ParameterType == typeof(int) && parameter.Name is "count" or "nodes" or "n";

    private string? Take(string name)
    {
        if (!_values.TryGetValue(name, out var text))
            return null;
        _used.Add(name);
        return text;
    }

    private object Parse(string name, string text, Type type)
    {
        if (type == typeof(Duration))
            return ParseDuration(name, text);
        if (type == typeof(Delay))
            return Delay.Constant(ParseDuration(name, text));
        try
        {
            return type.IsEnum ? Enum.Parse(type, text, ignoreCase: true) : Convert.ChangeType(text, type, CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is FormatException or OverflowException or InvalidCastException or ArgumentException)
        {
            throw new UsageException($"{name} is of type {type.Name}, and '{text}' is not understood as one.");
        }
    }

    // What a client of a mutual exclusion protocol does; at a pace that a reader can follow.
    private Workload Workload() => Coordination.Workload.Closed(
        Delay.Exponential(Take("think") is { } think ? ParseDuration("think", think) : 500.Milliseconds()),
        Take("work") is { } work ? ParseDuration("work", work) : 200.Milliseconds(),
        Take("entries") is { } entries ? (int)Parse("entries", entries, typeof(int)) : null);
}
