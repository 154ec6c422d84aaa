using System.Text.RegularExpressions;
using DistLab.Kernel;

namespace DistLab.Cli;

/// <summary>Parameters as a user types them: <c>name=value</c>.</summary>
internal static partial class ParameterText
{
    /// <summary>
    /// Lets <c>-p a=1 b=2</c> mean two parameters: what stands after the first is, to the parser, one more notebook.
    /// </summary>
    public static (IReadOnlyList<string> Notebooks, IReadOnlyList<string> Pairs) Separate(CliContext context, string[] arguments, string[] pairs)
    {
        bool IsPair(string argument) => pairs.Length > 0 && Pair().IsMatch(argument) && !Path.Exists(context.Full(argument));
        return ([.. arguments.Where(argument => !IsPair(argument))], [.. pairs, .. arguments.Where(IsPair)]);
    }

    /// <summary>Splits the pairs.</summary>
    /// <exception cref="UsageException">One is no pair, or a name is given twice.</exception>
    public static IReadOnlyDictionary<string, string> Parse(IReadOnlyList<string> pairs)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            if (!Pair().IsMatch(pair)) throw new UsageException($"-p takes name=value, such as -p seed=7, not '{pair}'.");
            var equals = pair.IndexOf('=');
            if (!values.TryAdd(pair[..equals], pair[(equals + 1)..])) throw new UsageException($"The parameter '{pair[..equals]}' is given twice.");
        }
        return values;
    }

    /// <summary>Checks that each parameter is known to a notebook at least, and fits all that know it.</summary>
    /// <exception cref="UsageException">No notebook knows it.</exception>
    /// <exception cref="NotebookParameterException">A value does not fit.</exception>
    public static void Check(IReadOnlyList<NotebookJob> jobs, IReadOnlyDictionary<string, string> values)
    {
        if (values.Count == 0) return;
        if (jobs.Count == 1)
        {
            NotebookParameters.Check(jobs[0].Document, values);
            return;
        }
        var known = jobs.SelectMany(job => NotebookParameters.Of(job.Document)).Select(parameter => parameter.Name).Distinct().ToList();
        if (values.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            var have = known.Count == 0 ? "They have none." : $"They have: {string.Join(", ", known)}.";
            throw new UsageException($"None of the {jobs.Count} notebooks has a parameter '{unknown}'. {have}");
        }
        foreach (var job in jobs) NotebookParameters.Check(job.Document, For(job.Document, values));
    }

    /// <summary>Those of the values that a notebook has a parameter for.</summary>
    public static IReadOnlyDictionary<string, string> For(NotebookDocument notebook, IReadOnlyDictionary<string, string> values)
    {
        if (values.Count == 0) return values;
        var names = NotebookParameters.Of(notebook).Select(parameter => parameter.Name).ToHashSet();
        return values.Where(value => names.Contains(value.Key)).ToDictionary();
    }

    [GeneratedRegex(@"^[A-Za-z_]\w*=")]
    private static partial Regex Pair();
}
