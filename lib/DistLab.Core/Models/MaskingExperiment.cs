using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Models;

/// <summary>Which defence masks which way to fail: each pair in many runs.</summary>
public static class MaskingExperiment
{
    private static readonly Network Links = Delay.Uniform(30.Milliseconds(), 40.Milliseconds());

    /// <summary>Every defence of <see cref="Defence.All"/> under every way to fail of <see cref="FailureModel.All"/>.</summary>
    /// <param name="runs">How many runs for each pair.</param>
    /// <param name="seed">What all chance follows from.</param>
    public static IReadOnlyList<MaskingOutcome> Matrix(int runs = 200, ulong seed = 1) =>
        [.. FailureModel.All.SelectMany(failure => Defence.All.Select(defence => Try(failure, defence, runs, seed)))];

    /// <summary>One defence under one way to fail.</summary>
    /// <param name="failure">The way to fail.</param>
    /// <param name="defence">The defence.</param>
    /// <param name="runs">How many runs.</param>
    /// <param name="seed">What all chance follows from.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no run.</exception>
    public static MaskingOutcome Try(FailureModel failure, Defence defence, int runs = 200, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        var (right, wrong) = (0, 0);
        for (var run = 0; run < runs; run++)
        {
            var believed = Run(failure, defence, seed + (ulong)run).State(0).Believed;
            right += believed == MaskedRequest.Number * MaskedRequest.Number ? 1 : 0;
            wrong += believed is { } value && value != MaskedRequest.Number * MaskedRequest.Number ? 1 : 0;
        }
        return new(failure, defence, right, wrong, runs - right - wrong);
    }

    /// <summary>One run, to its end.</summary>
    /// <param name="failure">The way to fail.</param>
    /// <param name="defence">The defence.</param>
    /// <param name="seed">What all chance follows from.</param>
    public static Simulation<MaskedState, MaskedMessage> Run(FailureModel failure, Defence defence, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(failure);
        var correct = new MaskedRequest(defence);
        var liars = failure.Liars.Where(liar => liar.Index < correct.Nodes);
        var protocol = correct.With(liars, Byzantine.Lie(correct, MaskedMessage.Lie));
        var run = protocol.Simulate(correct.Nodes, seed, Links, Trace.KeepAll(), mutator: MaskedMessage.Noise).Under(failure.Faults);
        run.Run();
        return run;
    }
}
