using DistLab.Checking;

namespace DistLab.Notebooks;

/// <summary>Checks as a notebook runs them: on all cores, with a box for the result and a space-time diagram for a run.</summary>
public static class ModelChecking
{
    /// <summary>Searches every state that can be reached, on all cores.</summary>
    /// <param name="check">What is to be checked.</param>
    /// <param name="progress">Who is told how far the search has come, for example a <see cref="SearchWatch"/>.</param>
    /// <param name="cancellation">Ends the search early; what was found until then is still told.</param>
    public static SearchReport<SystemRun<TState>> Run<TState>(
        this SystemCheck<TState> check, IProgress<SearchProgress>? progress = null, CancellationToken cancellation = default)
        where TState : notnull
    {
        ArgumentNullException.ThrowIfNull(check);
        return new(check.Run(Cores.All, progress, cancellation));
    }

    /// <inheritdoc cref="Run{TState}(SystemCheck{TState}, IProgress{SearchProgress}?, CancellationToken)"/>
    public static SearchReport<ProtocolRun<TState, TMessage>> Run<TState, TMessage, THistory>(
        this ProtocolCheck<TState, TMessage, THistory> check, IProgress<SearchProgress>? progress = null, CancellationToken cancellation = default)
        where TState : class
        where TMessage : class
    {
        ArgumentNullException.ThrowIfNull(check);
        return new(check.Run(Cores.All, progress, cancellation));
    }

    /// <summary>The first finding that has a run to show, a violation if there is one, as a space-time diagram.</summary>
    /// <exception cref="InvalidOperationException">No finding has a run to show.</exception>
    public static SpaceTimeDiagram Diagram<TState, TMessage>(this SearchReport<ProtocolRun<TState, TMessage>> report)
        where TState : class
        where TMessage : class
    {
        ArgumentNullException.ThrowIfNull(report);
        return Shown(report).Diagram();
    }

    /// <summary>The first finding that has a run to show, a violation if there is one, to step through.</summary>
    /// <exception cref="InvalidOperationException">No finding has a run to show.</exception>
    public static Stepper Stepper<TState, TMessage>(this SearchReport<ProtocolRun<TState, TMessage>> report)
        where TState : class
        where TMessage : class
    {
        ArgumentNullException.ThrowIfNull(report);
        return Notebooks.Stepper.Of(Shown(report));
    }

    /// <inheritdoc cref="Stepper{TState, TMessage}(SearchReport{ProtocolRun{TState, TMessage}})"/>
    public static Stepper Stepper<TState>(this SearchReport<SystemRun<TState>> report)
        where TState : notnull
    {
        ArgumentNullException.ThrowIfNull(report);
        return Notebooks.Stepper.Of(Shown(report));
    }

    /// <summary>The run that shows a finding as a space-time diagram, one step a millisecond. Where a run goes round for ever, the part that repeats is marked.</summary>
    /// <exception cref="InvalidOperationException">The finding has no run to show.</exception>
    public static SpaceTimeDiagram Diagram<TState, TMessage>(this Finding<ProtocolRun<TState, TMessage>> finding)
        where TState : class
        where TMessage : class
    {
        ArgumentNullException.ThrowIfNull(finding);
        var diagram = SpaceTimeDiagram.Of(finding.Run.Trace).Title($"{finding.Name}: {finding.Text}").Subtitle("A shortest run, one step a millisecond");
        if (finding.Run.Steps.Count == 0)
            return diagram;
        var last = finding.Run.Steps[^1].At;
        if (finding.Run.LoopsFrom is { } from)
            return diagram.Violation(finding.Run.Steps[from].At, last, "Again and again, for ever");
        return finding.Verdict == Verdict.Violated ? diagram.Violation(last, last, finding.Run.Failure ?? $"Violated: {finding.Name}") : diagram;
    }

    private static Finding<TRun> Shown<TRun>(SearchReport<TRun> report)
        where TRun : class =>
        report.Result.Findings.Where(finding => finding.HasRun).MinBy(finding => finding.Verdict == Verdict.Violated ? 0 : 1)
            ?? throw new InvalidOperationException("No finding has a run to show.");
}
