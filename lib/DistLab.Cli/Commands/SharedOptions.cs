using System.CommandLine;
using System.Globalization;

namespace DistLab.Cli;

/// <summary>The arguments that <c>run</c> and <c>check</c> have in common.</summary>
internal sealed class SharedOptions
{
    /// <summary>Notebooks and folders.</summary>
    public Argument<string[]> Notebooks { get; } = new("notebook|folder")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "Notebooks (.ipynb), or folders that hold them; without any, all of notebooks/ but its extras",
    };

    /// <summary>Seconds that one cell may take.</summary>
    public Option<double> Timeout { get; } = new("--timeout")
    {
        HelpName = "seconds",
        Description = "The longest that one cell may take",
        DefaultValueFactory = _ => 120,
        CustomParser = result =>
        {
            if (double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
                && seconds is > 0 and < 1e6) return seconds;
            result.AddError($"--timeout is a number of seconds above 0, not '{result.Tokens[0].Value}'.");
            return 0;
        },
    };

    /// <summary>Notebooks that run at the same time.</summary>
    public Option<int> Jobs { get; } = new("--jobs")
    {
        HelpName = "number",
        Description = "How many notebooks run at the same time",
        DefaultValueFactory = _ => Environment.ProcessorCount,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var jobs) && jobs > 0) return jobs;
            result.AddError($"--jobs is a whole number above 0, not '{result.Tokens[0].Value}'.");
            return 0;
        },
    };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        // A parser that takes any number of arguments takes a mistyped option for one of them.
        Notebooks.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-') && !Path.Exists(token.Value)))
                result.AddError($"There is no option '{token.Value}'.");
        });
        command.Arguments.Add(Notebooks);
        command.Options.Add(Timeout);
        command.Options.Add(Jobs);
    }

    /// <summary>The batch that they describe.</summary>
    public Batch BatchOf(ParseResult parsed, CliContext context, IReadOnlyList<string> notebooks) => new(
        NotebookFiles.Load(context, notebooks),
        TimeSpan.FromSeconds(parsed.GetValue(Timeout)),
        parsed.GetValue(Jobs));
}
