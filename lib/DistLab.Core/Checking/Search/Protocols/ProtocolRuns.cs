using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Checking.Search;

internal static class ProtocolRuns
{
    /// <summary>Goes along a path once more, and writes down what happens.</summary>
    public static ProtocolRun<TState, TMessage> Retrace<TState, TMessage, THistory>(
        Protocol<TState, TMessage> protocol, Book<TState, TMessage, THistory> book, Path path)
        where TState : class
        where TMessage : class
    {
        var layout = new Layout<TState, TMessage, THistory>(book);
        var finder = new MoveFinder<TState, TMessage, THistory>(book, layout);
        var writer = new RunWriter<TState, TMessage, THistory>(book);
        var starts = InitialStates.StepsOf(book, path.Initial);
        for (var node = 0; node < starts.Length; node++)
            writer.Start(node, starts[node]);
        var words = InitialStates.Of(book, layout).ElementAt(path.Initial);
        var steps = new List<ProtocolStep<TState, TMessage>>();
        string? failure = null;
        foreach (var ordinal in path.Ordinals)
        {
            finder.Find(words);
            var move = finder.Moves[ordinal];
            writer.Add(words, move);
            failure = move.Step < 0 ? null : book.Steps[move.Step].Failure;
            var next = failure is null ? Follow(layout, words, move) : words;
            steps.Add(Tell(book, words, next, move, writer.Now));
            words = next;
        }
        var start = starts.Select(step => book.Locals[book.Steps[step].Local].State!).ToList();
        var end = Enumerable.Range(0, starts.Length).Select(node => StateAt(book, words[node])).ToList();
        var replay = new Replay<TState, TMessage>(protocol, writer.ToScript, writer.Faults, writer.Injections, writer.Now, end, failure is not null);
        return new(start, steps, path.LoopsFrom, failure, replay);
    }

    private static int[] Follow<TState, TMessage, THistory>(Layout<TState, TMessage, THistory> layout, int[] words, in Move move)
        where TState : class
        where TMessage : class
    {
        var buffer = new int[words.Length];
        var end = layout.Write(words, move, ref buffer, 0);
        return buffer[..end];
    }

    private static ProtocolStep<TState, TMessage> Tell<TState, TMessage, THistory>(
        Book<TState, TMessage, THistory> book, int[] before, int[] after, in Move move, Instant at)
        where TState : class
        where TMessage : class
    {
        var kind = move.Kind switch
        {
            MoveKind.Arrive or MoveKind.ArriveTwice => TraceKind.Receive,
            MoveKind.ArriveInVain or MoveKind.Lose => TraceKind.Lost,
            MoveKind.Timeout => TraceKind.Timer,
            MoveKind.Restart => TraceKind.Restart,
            _ => TraceKind.Crash,
        };
        if (kind is TraceKind.Receive or TraceKind.Lost)
        {
            ref readonly var envelope = ref book.Envelopes[before[move.At]];
            return new(at, kind, envelope.To, envelope.From, book.Envelopes.Message(before[move.At]), StateAt(book, before[envelope.To]), StateAt(book, after[envelope.To]));
        }
        var timer = kind == TraceKind.Timer ? book.Envelopes.Messages[move.Timer] : null;
        return new(at, kind, move.At, NodeId.Outside, timer, StateAt(book, before[move.At]), StateAt(book, after[move.At]));
    }

    private static TState? StateAt<TState, TMessage, THistory>(Book<TState, TMessage, THistory> book, int local)
        where TState : class
        where TMessage : class => book.Locals[local] is { IsUp: true, State: var state } ? state : null;
}
