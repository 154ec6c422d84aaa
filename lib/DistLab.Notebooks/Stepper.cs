using DistLab.Checking;
using DistLab.Notebooks.Display;
using DistLab.Notebooks.Stepping;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Notebooks;

/// <summary>
/// A run to step through, forward and back: what happened, every node's state with what has just changed in it, and the
/// messages in flight. Nodes and kinds of messages can be hidden, and the next fault or violation is one press away.
/// </summary>
/// <remarks>
/// It is one piece of HTML with its own script and no need of a server or the network; where no script runs, the static
/// space-time diagram shows. States are there if the trace keeps them: <c>Trace.KeepAll(states: true)</c>. A stepper does not
/// change: each method returns another one.
/// </remarks>
/// <example><code>
/// var run = new TokenRingMutex(5, workload).Simulate(nodes: 5, trace: Trace.KeepAll(states: true));
/// run.RunFor(100.Milliseconds());
/// Stepper.Of(run.Trace)
/// </code></example>
[TypeFormatterSource(
    typeof(StepperFormatterSource),
    PreferredMimeTypes = [StepperFormatterSource.Html, FigureFormatterSource.Svg, FigureFormatterSource.Text])]
public sealed class Stepper
{
    private readonly Trace _trace;
    private readonly StepperOptions _options;
    private readonly Lazy<SteppedRun> _run;

    private Stepper(Trace trace, StepperOptions options)
    {
        _trace = trace;
        _options = options;
        _run = new(() => RunReader.Read(trace, options));
    }

    /// <summary>The stepper of a trace; of its first 500 steps, when it has more and nothing else is said.</summary>
    /// <param name="trace">The run; rows added to it later may or may not be shown.</param>
    public static Stepper Of(Trace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        return new(trace, new());
    }

    /// <summary>The stepper of a simulation up to now.</summary>
    /// <inheritdoc cref="Of(Trace)"/>
    public static Stepper Of<TState, TMessage>(Simulation<TState, TMessage> simulation)
        where TState : class
        where TMessage : class
    {
        ArgumentNullException.ThrowIfNull(simulation);
        return Of(simulation.Trace);
    }

    /// <summary>The stepper of a failure, to the moment at which a claim was broken; of the last 500 steps before it, when there are more.</summary>
    public static Stepper Of<TState, TMessage>(Failure<TState, TMessage> failure)
        where TState : class
        where TMessage : class
    {
        ArgumentNullException.ThrowIfNull(failure);
        return Of(failure.Trace).Title($"Broken: {failure.Claim}").Violation(failure.At, failure.Claim).Last(StepperOptions.DefaultMaxSteps);
    }

    /// <summary>The stepper of the run that shows what a search has found, for example a counterexample.</summary>
    /// <exception cref="InvalidOperationException">The finding has no run to show.</exception>
    public static Stepper Of<TState, TMessage>(Finding<ProtocolRun<TState, TMessage>> finding)
        where TState : class
        where TMessage : class
    {
        ArgumentNullException.ThrowIfNull(finding);
        var run = finding.Run;
        var stepper = Of(run.Trace).Title($"{finding.Name}: {finding.Text}");
        return run.Steps.Count == 0 ? stepper : Marked(stepper, run.Steps[^1].At, finding.Name, finding.Verdict, run.LoopsFrom, run.Failure);
    }

    /// <inheritdoc cref="Of{TState, TMessage}(Finding{ProtocolRun{TState, TMessage}})"/>
    public static Stepper Of<TState>(Finding<SystemRun<TState>> finding)
        where TState : notnull
    {
        ArgumentNullException.ThrowIfNull(finding);
        var run = finding.Run;
        var stepper = OfSteps([("It begins", run.Start), .. run.Steps.Select(step => (step.Label, (object)step.State))]).Title($"{finding.Name}: {finding.Text}");
        return Marked(stepper, Instant.MaxValue, finding.Name, finding.Verdict, run.LoopsFrom, null);
    }

    /// <summary>The stepper of a system that has one state and no nodes: what was done, and the state after it.</summary>
    /// <param name="steps">The steps in order; the first is how the system begins.</param>
    public static Stepper OfSteps(IEnumerable<(string Label, object State)> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var trace = Trace.KeepAll(states: true);
        var at = Instant.Zero;
        foreach (var (label, state) in steps)
        {
            trace.Add(at, TraceKind.Timer, 0, NodeId.Outside, 0, label);
            trace.Add(at, TraceKind.State, 0, NodeId.Outside, 0, state);
            at += 1.Milliseconds();
        }
        return new(trace, new() { IsSystem = true, NodeName = _ => "system" });
    }

    /// <summary>Says above the figure what it shows.</summary>
    public Stepper Title(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        return With(_options with { Title = title });
    }

    /// <summary>Shows at most so many steps, the first ones.</summary>
    /// <param name="steps">How many, 1 to 4,096.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of range.</exception>
    public Stepper First(int steps) => With(_options with { MaxSteps = InRange(steps), KeepsLast = false });

    /// <summary>Shows at most so many steps, the last ones; the first one then shows how things stood before.</summary>
    /// <param name="steps">How many, 1 to 4,096.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of range.</exception>
    public Stepper Last(int steps) => With(_options with { MaxSteps = InRange(steps), KeepsLast = true });

    /// <summary>Marks the last step up to an instant as one that broke something.</summary>
    public Stepper Violation(Instant at, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return With(_options with { Violations = [.. _options.Violations, (at.Nanoseconds, text)] });
    }

    /// <summary>Names the nodes otherwise than P0, P1, …</summary>
    public Stepper NodeNames(Func<NodeId, string> name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return With(_options with { NodeName = name });
    }

    /// <summary>Labels messages and timers otherwise than by their own words.</summary>
    public Stepper MessageLabels(Func<object, string> label)
    {
        ArgumentNullException.ThrowIfNull(label);
        return With(_options with { MessageLabel = label });
    }

    /// <summary>The interactive figure: a piece of HTML that can stand on any page, several times, too.</summary>
    public string ToHtml() => StepperHtml.Write(Name, _run.Value, ToSvg());

    /// <summary>The static diagram of the same run.</summary>
    public string ToSvg() => Still().ToSvg();

    /// <summary>Title, number of steps, and the steps in words, at most 40 of them.</summary>
    public override string ToString()
    {
        const int most = 40;
        var steps = _run.Value.Steps;
        var lines = steps.Take(most).Select((step, i) => $"{i + 1,4}  {step.Time}  {step.Text}{string.Concat(step.Acts.Select(act => "; " + act))}");
        return string.Join('\n', [$"{Name}, {steps.Count} steps", .. lines, .. steps.Count > most ? [$"      … {steps.Count - most} more"] : Array.Empty<string>(), .. _run.Value.Notes]);
    }

    private string Name => _options.Title ?? "Step through the run";

    private SpaceTimeDiagram Still()
    {
        var diagram = SpaceTimeDiagram.Of(_trace).Title(Name).NodeNames(_options.NodeName);
        if (_options.MessageLabel is { } label)
            diagram = diagram.MessageLabels(label);
        foreach (var (at, text) in _options.Violations)
            diagram = diagram.Violation(new(at), new(at), text);
        return _options.KeepsLast ? diagram.Last(DiagramRows) : diagram.First(DiagramRows);
    }

    private static Stepper Marked(Stepper stepper, Instant last, string name, Verdict verdict, int? loopsFrom, string? failure)
    {
        if (loopsFrom is { } from)
            return stepper.Violation(last, $"what follows step {from + 1} repeats, for ever");
        return verdict == Verdict.Violated ? stepper.Violation(last, failure ?? name) : stepper;
    }

    /// <summary>A static picture longer than this nobody reads; the steps are all there.</summary>
    private const int DiagramRows = 160;

    private Stepper With(StepperOptions options) => new(_trace, options);

    private static int InRange(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(steps, StepperOptions.GreatestMaxSteps);
        return steps;
    }
}
