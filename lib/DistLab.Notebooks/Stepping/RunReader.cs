using DistLab.Notebooks.SpaceTime;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Notebooks.Stepping;

/// <summary>Reads a trace into steps: each event with all that a node did in answer to it.</summary>
internal sealed class RunReader
{
    private const int LongestText = 300;

    /// <summary>More cards than this no screen has room for.</summary>
    private const int MostNodes = 40;

    private readonly StepperOptions _options;
    private readonly MessageKinds _kinds;
    private readonly SteppedRun _run;
    private readonly Dictionary<int, int> _placeOf;
    private readonly Dictionary<long, RunMessage> _byNumber = [];
    private readonly NodeStatuses _statuses = new();
    private readonly List<long> _times = [];
    private readonly bool[] _begins;
    private readonly int _skipped;
    private int _seen;
    private RunStep _current;

    private RunReader(TraceRow[] rows, StepperOptions options, MessageKinds kinds)
    {
        (_options, _kinds) = (options, kinds);
        var present = rows.Where(row => row.Node.Index >= 0).GroupBy(row => row.Node.Index).ToDictionary(group => group.Key, group => group.Count());
        foreach (var row in rows.Where(row => row.Message != 0 && row.Peer.Index >= 0))
            present.TryAdd(row.Peer.Index, 0);
        var shown = present.Keys.OrderByDescending(node => present[node]).ThenBy(node => node).Take(MostNodes).Order().ToList();
        _placeOf = shown.Select((node, place) => (node, place)).ToDictionary(pair => pair.node, pair => pair.place);
        _run = new() { Nodes = [.. shown.Select(node => options.NodeName(node))], Kinds = kinds.Names };
        _begins = Begins(rows);
        var events = _begins.Count(begins => begins);
        _skipped = options.KeepsLast ? Math.Max(0, events - options.MaxSteps) : 0;
        _current = _skipped > 0 ? Open(0, -1, "What was before", "") : null!;
        if (present.Count > shown.Count)
            _run.Notes.Add($"Shows the {shown.Count} busiest of {present.Count} nodes.");
        if (_skipped > 0)
            _run.Notes.Add($"{_skipped} earlier steps are left out.");
        if (!options.KeepsLast && events > options.MaxSteps)
            _run.Notes.Add($"{events - options.MaxSteps} later steps are left out.");
    }

    public static SteppedRun Read(Trace trace, StepperOptions options)
    {
        var rows = trace.ToArray();
        var kinds = HistoryReader.Read(trace, [], new HashSet<TraceKind>(), vectors: false).Kinds;
        var reader = new RunReader(rows, options, kinds);
        if (trace.Recorded > rows.Length)
            reader._run.Notes.Add("The trace no longer has the run's first rows.");
        if (!rows.Any(row => row.Kind == TraceKind.State))
            reader._run.Notes.Add("The trace keeps no states: record it with Trace.KeepAll(states: true).");
        var more = true;
        for (var i = 0; i < rows.Length && more; i++)
            more = reader.Take(rows[i], reader._begins[i]);
        reader.MarkViolations();
        return reader._run;
    }

    /// <returns>Whether more is to be read.</returns>
    private bool Take(in TraceRow row, bool begins)
    {
        var opens = begins && _seen++ >= _skipped;
        if (opens && !_options.KeepsLast && _run.Steps.Count >= _options.MaxSteps)
            return false;
        if (opens)
            OpenFor(row);
        if (row.Node.Index >= 0 && _placeOf.TryGetValue(row.Node.Index, out var place))
            Note(row, place, isSaid: opens);
        Track(row);
        return true;
    }

    /// <summary>Which rows begin a step: all but what a node does in answer, at the same instant. The beginnings of all nodes are one.</summary>
    private static bool[] Begins(TraceRow[] rows)
    {
        var begins = new bool[rows.Length];
        var isStarting = false;
        var (node, at) = (NodeId.Outside, default(Instant));
        for (var i = 0; i < rows.Length; i++)
        {
            ref readonly var row = ref rows[i];
            var isStart = row.Kind == TraceKind.Start;
            var isAnswer = IsAct(row.Kind) && (isStarting || (row.Node == node && row.At == at));
            begins[i] = !isAnswer && !(isStart && isStarting);
            isStarting = isStart || (isStarting && isAnswer);
            (node, at) = (row.Node, row.At);
        }
        return begins;
    }

    private static bool IsAct(TraceKind kind) => kind is TraceKind.Send or TraceKind.Duplicate or TraceKind.Corrupt
        or TraceKind.Output or TraceKind.ReadClock or TraceKind.SetClock or TraceKind.State;

    private void OpenFor(in TraceRow row)
    {
        var place = _placeOf.GetValueOrDefault(row.Node.Index, -1);
        var isMessage = row.Kind is TraceKind.Receive or TraceKind.Lost;
        _current = Open(row.At.Nanoseconds, row.Kind == TraceKind.Start ? -1 : place, Words(row), MarkOf(row.Kind), isMessage ? _kinds.IndexOf(row.Content) : -1);
        if (MarkOf(row.Kind) is "x" or "f")
            _current.Tone = StepTone.Fault;
    }

    private RunStep Open(long at, int node, string text, string mark, int kind = -1)
    {
        var step = new RunStep(_options.IsSystem ? "" : ContentText.Time(at), node, text) { Mark = mark, Kind = kind };
        _run.Steps.Add(step);
        _times.Add(at);
        return step;
    }

    /// <summary>Whether the rows read now are those that are left out, and only tell how things stand.</summary>
    private bool IsBefore => _skipped > 0 && _run.Steps.Count == 1;

    private static string MarkOf(TraceKind kind) => kind switch
    {
        TraceKind.Receive => "r",
        TraceKind.Timer => "t",
        TraceKind.Lost => "l",
        TraceKind.Crash => "x",
        TraceKind.Restart => "o",
        TraceKind.Start or TraceKind.Send or TraceKind.Output or TraceKind.State or TraceKind.Duplicate or TraceKind.ReadClock or TraceKind.SetClock => "",
        _ => "f",
    };

    private string Words(in TraceRow row) => row.Kind switch
    {
        TraceKind.Start => "The nodes begin",
        TraceKind.Receive => $"{Name(row.Node)} receives {Full(row.Content)} from {Name(row.Peer)}",
        TraceKind.Lost => $"{Full(row.Content)} from {Name(row.Peer)} to {Name(row.Node)} is lost",
        TraceKind.Timer when _options.IsSystem => Full(row.Content),
        TraceKind.Timer => $"{Name(row.Node)}: the timer {Full(row.Content)} runs out",
        TraceKind.Crash => $"{Name(row.Node)} crashes",
        TraceKind.Restart => $"{Name(row.Node)} restarts",
        TraceKind.Pause => $"{Name(row.Node)} is paused",
        TraceKind.Resume => $"{Name(row.Node)} goes on",
        TraceKind.Slow or TraceKind.ClockFault or TraceKind.Byzantine or TraceKind.Partition or TraceKind.Network => $"Fault: {row.Content}",
        TraceKind.Heal => "The network is healed",
        _ => $"{Name(row.Node)} {Act(row) ?? "goes on"}",
    };

    /// <summary>What a node does, or what becomes of it, without its name.</summary>
    private string? Act(in TraceRow row) => row.Kind switch
    {
        TraceKind.Send => $"sends {Full(row.Content)} to {Name(row.Peer)}",
        TraceKind.Output => $"outputs {Full(row.Content)}",
        TraceKind.ReadClock => $"reads its clock: {Full(row.Content)}",
        TraceKind.SetClock => $"sets its clock to {Full(row.Content)}",
        TraceKind.Duplicate => $"the network doubles {Full(row.Content)} to {Name(row.Peer)}",
        TraceKind.Corrupt => $"the network corrupts its message to {Name(row.Peer)}: {Full(row.Content)}",
        _ => null,
    };

    /// <summary>What a node did, and what became of it.</summary>
    private void Note(in TraceRow row, int place, bool isSaid)
    {
        if (row.Kind == TraceKind.State)
            _current.States.Add((place, _run.States.Add(row.Content)));
        if (_statuses.Take(row) is { } status)
            _current.Statuses.Add((place, status));
        if (row.Kind == TraceKind.Restart)
            _current.Tone = StepTone.Fault;
        if (!isSaid && !IsBefore && Act(row) is { } act)
            _current.Acts.Add(_current.Node == place ? act : $"{Name(row.Node)} {act}");
    }

    /// <summary>Follows messages on their way.</summary>
    private void Track(in TraceRow row)
    {
        var now = _run.Steps.Count - 1;
        switch (row.Kind)
        {
            case TraceKind.Send or TraceKind.Duplicate:
                Add(row.Node.Index, row.Peer.Index, row, now);
                break;
            case TraceKind.Corrupt when _byNumber.TryGetValue(row.Message, out var corrupted):
                corrupted.Corrupted = Long(row.Content);
                break;
            case TraceKind.Receive or TraceKind.Lost:
                var message = _byNumber.TryGetValue(row.Message, out var known) ? known : Add(row.Peer.Index, row.Node.Index, row, row.Peer.Index < 0 ? now : -1);
                if (message is not null)
                {
                    message.EndAt = now;
                    message.IsLost = row.Kind == TraceKind.Lost;
                }
                break;
        }
    }

    private RunMessage? Add(int from, int to, in TraceRow row, int sentAt)
    {
        var isShown = (from < 0 || _placeOf.ContainsKey(from)) && _placeOf.ContainsKey(to);
        if (!isShown)
            return null;
        var message = new RunMessage(_placeOf.GetValueOrDefault(from, -1), _placeOf[to], _kinds.IndexOf(row.Content), Label(row.Content), Long(row.Content)) { SentAt = sentAt };
        _run.Messages.Add(message);
        if (row.Message != 0)
            _byNumber[row.Message] = message;
        return message;
    }

    private void MarkViolations()
    {
        foreach (var (at, text) in _options.Violations.Where(_ => _run.Steps.Count > 0))
        {
            var step = _run.Steps[Math.Max(_times.FindLastIndex(begun => begun <= at), 0)];
            step.Tone = StepTone.Violation;
            step.Acts.Add($"Broken: {text}");
        }
    }

    private string Name(NodeId node) => node.Index < 0 ? "outside" : _options.NodeName(node);

    private string Label(object? content) => content is not null && _options.MessageLabel is { } own ? own(content) : ContentText.Clip(ContentText.Label(content));

    private string Full(object? content) => content is not null && _options.MessageLabel is { } own ? own(content) : ContentText.Full(content);

    private static string Long(object? content) => content?.ToString() is { } text ? (text.Length <= LongestText ? text : text[..LongestText] + "…") : "";
}
