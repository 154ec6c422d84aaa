using System.CommandLine;
using DistLab.Cli.Site;
using DistLab.Kernel;
using Spectre.Console;

namespace DistLab.Cli;

/// <summary><c>distlab run</c>: executes notebooks; leaves executed copies and an HTML site.</summary>
internal static class RunCommand
{
    /// <summary>The command for the parser.</summary>
    public static Command Create(CliContext context)
    {
        var shared = new SharedOptions();
        var parameters = new Option<string[]>("-p", "--parameter")
        {
            HelpName = "name=value",
            Description = "Set a parameter of the notebooks that have it (a cell tagged 'parameters' declares them); may be repeated",
        };
        var output = new Option<string>("--out") { HelpName = "folder", Description = "Where executed copies and the site go; without it, out/ of the project" };
        var inPlace = new Option<bool>("--in-place") { Description = "Also store the outputs in the notebooks themselves, for those that succeed" };
        var command = new Command("run", "Execute notebooks, and write executed copies and an HTML site.");
        shared.AddTo(command);
        command.Options.Add(parameters);
        command.Options.Add(output);
        command.Options.Add(inPlace);
        command.SetAction(async (parsed, cancellation) =>
        {
            var (notebooks, pairs) = ParameterText.Separate(context, parsed.GetValue(shared.Notebooks) ?? [], parsed.GetValue(parameters) ?? []);
            var values = ParameterText.Parse(pairs);
            if (parsed.GetValue(inPlace) && values.Count > 0)
                throw new UsageException("--in-place stores what a notebook itself says, so it cannot be used together with -p. Leave one of them out.");
            var batch = shared.BatchOf(parsed, context, notebooks);
            ParameterText.Check(batch.Jobs, values);
            batch = batch with { Parameters = job => ParameterText.For(job.Document, values) };
            var folder = parsed.GetValue(output) is { } typed ? context.Full(typed) : Path.Combine(context.ProjectRoot, "out");
            return await ExecuteAsync(context, batch, folder, parsed.GetValue(inPlace), cancellation);
        });
        return command;
    }

    private static async Task<int> ExecuteAsync(CliContext context, Batch batch, string folder, bool inPlace, CancellationToken cancellation)
    {
        CheckNames(context, batch.Jobs, folder);
        var options = new SiteOptions(folder, Interactive.PlotlyFile);
        var site = new SiteWriter(options, [.. batch.Jobs.Select(job => job.Entry)]);
        var pages = await batch.RunAsync(context, (job, run) =>
        {
            if (inPlace && run.Verdict == RunVerdict.Succeeded) run.Document.Save(job.Path);
            return site.Write(job.Entry, run);
        }, cancellation);
        var index = site.WriteIndex(pages);
        Report(context, pages, index, inPlace, interactive: options.PlotlyFile is not null);
        return pages.All(page => page.Run.Verdict == RunVerdict.Succeeded) ? ExitCode.Success : ExitCode.Failure;
    }

    private static void CheckNames(CliContext context, IReadOnlyList<NotebookJob> jobs, string folder)
    {
        if (jobs.GroupBy(job => job.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twins)
        {
            var paths = string.Join(" and ", twins.Select(job => $"'{context.Shown(job.Path)}'"));
            throw new UsageException($"{paths} would have the same page. Run them one after the other, each with its own --out DIR.");
        }
        if (jobs.FirstOrDefault(job => Path.GetDirectoryName(job.Path) == Path.TrimEndingDirectorySeparator(folder)) is { } own)
            throw new UsageException($"The executed copy of '{context.Shown(own.Path)}' would replace the notebook itself. Choose another folder with --out DIR.");
        if (jobs.FirstOrDefault(job => job.Name.Equals("index", StringComparison.OrdinalIgnoreCase)) is { } index)
            throw new UsageException($"'{context.Shown(index.Path)}' would have the same page as the list of chapters. Give it another name.");
    }

    private static void Report(CliContext context, IReadOnlyList<SitePage> pages, string index, bool inPlace, bool interactive)
    {
        var table = RunTable.Frame("notebook", "cells", "seconds", "verdict");
        foreach (var page in pages)
        {
            table.AddRow(
                new Text(page.Entry.Name),
                new Text(RunText.Cells(page.Run)),
                new Text(FormattableString.Invariant($"{page.Run.Seconds:0.0}")),
                RunTable.Verdict(page.Run.Verdict == RunVerdict.Succeeded, RunText.Verdict(page.Run)));
        }
        context.Console.Write(table);
        var output = context.Console.Profile.Out.Writer;
        var failed = pages.Where(page => page.Run.Verdict != RunVerdict.Succeeded).ToList();
        // A log has these lines already; the live table is gone by now.
        if (context.IsLive)
        {
            foreach (var page in failed) output.WriteLine($"{page.Entry.Name}: {page.Run.Message}");
        }
        if (inPlace)
        {
            output.WriteLine($"Stored in place: {pages.Count - failed.Count} of {pages.Count} notebooks."
                + (failed.Count > 0 ? $" Left as they were, because they failed: {string.Join(", ", failed.Select(page => page.Entry.Name))}." : ""));
        }
        if (!interactive) output.WriteLine(Interactive.WhyNot);
        output.WriteLine($"Site: {context.Shown(index)}");
    }
}
