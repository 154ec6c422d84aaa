using DistLab.Protocols;
using DistLab.Simulation;
using static DistLab.Simulation.Script;

namespace DistLab.Checking.Search;

/// <summary>
/// Writes down a run so that the simulator can play it: which message it is that arrives, what becomes of each, and which of a
/// node's timers run out. Of several messages alike, the one that has arrived least often comes first, then the oldest.
/// </summary>
internal sealed class RunWriter<TState, TMessage, THistory>(Book<TState, TMessage, THistory> book)
    where TState : class
    where TMessage : class
{
    private static readonly Duration Pace = 1.Milliseconds();

    private readonly List<Sent> _sent = [];
    private readonly List<(int Node, TimerSetting Setting)> _settings = [];
    private readonly Dictionary<(int Node, int Timer), TimerSetting> _running = [];
    private readonly List<(int Node, int Step)> _steps = [];
    private readonly List<(Instant At, Fault Fault)> _faults = [];
    private readonly List<(Instant At, NodeId Node, TMessage Message)> _injections = [];

    /// <summary>When the last step was.</summary>
    public Instant Now { get; private set; }

    public IReadOnlyList<(Instant At, Fault Fault)> Faults => _faults;

    public IReadOnlyList<(Instant At, NodeId Node, TMessage Message)> Injections => _injections;

    public void Start(int node, int step) => Act(node, step);

    /// <summary>Writes down what a move does in a state.</summary>
    public void Add(ReadOnlySpan<int> words, in Move move)
    {
        Now += Pace;
        switch (move.Kind)
        {
            case MoveKind.Timeout:
                _running[(move.At, move.Timer)].End = Now;
                Act(move.At, move.Step);
                break;
            case MoveKind.Crash:
                _faults.Add((Now, Fault.Crash(move.At)));
                break;
            case MoveKind.Restart:
                _faults.Add((Now, Fault.Restart(move.At)));
                Act(move.At, move.Step);
                break;
            default:
                Pass(words[move.At], move.Kind);
                if (move.Step >= 0)
                    Act(book.Envelopes[words[move.At]].To, move.Step);
                break;
        }
    }

    /// <summary>The run, laid down anew: playing it uses it up.</summary>
    public Script ToScript()
    {
        var script = new Script(book.Options.Nodes);
        var never = Now + 1.Seconds();
        foreach (var sent in _sent)
            script.Send(sent.IsUnderWay ? [.. sent.Passages, new(never, false)] : sent.Passages);
        foreach (var (node, setting) in _settings)
            script.Timer(node, setting.End ?? never);
        foreach (var (node, step) in _steps)
        {
            foreach (var (pick, isReading) in book.Steps[step].Picks)
            {
                if (isReading)
                    script.Reading(node, book.Options.Readings[pick]);
                else
                    script.Choice(node, pick);
            }
        }
        return script;
    }

    private void Act(int node, int step)
    {
        _steps.Add((node, step));
        foreach (var envelope in book.Steps[step].Sends)
            _sent.Add(new(envelope));
        foreach (var timer in book.Steps[step].Sets)
        {
            var setting = new TimerSetting();
            _settings.Add((node, setting));
            _running[(node, timer)] = setting;
        }
    }

    private void Pass(int envelope, MoveKind kind)
    {
        ref readonly var parts = ref book.Envelopes[envelope];
        if (parts.From < 0)
        {
            _injections.Add((Now, parts.To, book.Envelopes.Message(envelope)));
            return;
        }
        var sent = _sent.Where(sent => sent.Envelope == envelope && sent.IsUnderWay).MinBy(sent => sent.Passages.Count)!;
        sent.Passages.Add(new(Now, kind == MoveKind.Lose));
        sent.IsUnderWay = kind == MoveKind.ArriveTwice || book.Options.MessagesStay;
    }

    private sealed class Sent(int envelope)
    {
        public int Envelope { get; } = envelope;

        public List<Passage> Passages { get; } = [];

        public bool IsUnderWay { get; set; } = true;
    }

    private sealed class TimerSetting
    {
        public Instant? End { get; set; }
    }
}
