using DistLab.Simulation;

namespace DistLab.Notebooks.SpaceTime;

/// <summary>Reads a trace once, from its first row to its last.</summary>
internal sealed class HistoryReader
{
    private readonly RunHistory _history;
    private readonly IReadOnlyList<BarRule> _rules;
    private readonly IReadOnlySet<TraceKind> _hidden;
    private readonly Step?[] _current;
    private readonly long[] _lamport;
    private readonly int[][]? _vectors;
    private readonly long?[] _downSince;
    private readonly Dictionary<long, Flight> _byNumber = [];
    private readonly Dictionary<(int From, int To), List<Flight>> _byLink = [];
    private readonly Dictionary<(int Rule, int Node), long?> _openBars = [];
    private readonly ConditionReader _conditions;
    private Cut? _cut;

    private HistoryReader(RunHistory history, IReadOnlyList<BarRule> rules, IReadOnlySet<TraceKind> hidden, bool vectors)
    {
        _history = history;
        _conditions = new(history);
        _rules = rules;
        _hidden = hidden;
        _current = new Step?[history.NodeCount];
        _lamport = new long[history.NodeCount];
        _downSince = new long?[history.NodeCount];
        _vectors = vectors ? [.. Enumerable.Range(0, history.NodeCount).Select(_ => new int[history.NodeCount])] : null;
    }

    public static RunHistory Read(Trace trace, IReadOnlyList<BarRule> rules, IReadOnlySet<TraceKind> hidden, bool vectors)
    {
        var rows = trace.ToArray();
        var history = new RunHistory
        {
            Rows = rows,
            BeginsLate = trace.Recorded > rows.Length,
            NodeCount = rows.Length == 0 ? 0 : rows.Max(row => Math.Max(row.Node.Index, row.Message == 0 ? -1 : row.Peer.Index)) + 1,
        };
        var reader = new HistoryReader(history, rules, hidden, vectors);
        for (var i = 0; i < rows.Length; i++)
            reader.Take(rows[i], i);
        reader.Finish();
        return history;
    }

    private void Take(in TraceRow row, int number)
    {
        if (_conditions.Take(row))
            return;
        switch (row.Kind)
        {
            case TraceKind.Send:
                Send(row, number);
                break;
            case TraceKind.Receive:
                Receive(row, number);
                break;
            case TraceKind.Lost:
                End(Find(row), row, number, Fate.Lost);
                break;
            case TraceKind.Duplicate:
                Duplicate(row, number);
                break;
            case TraceKind.Corrupt:
                if (_byNumber.TryGetValue(row.Message, out var corrupted))
                    corrupted.Corrupted = row.Content;
                break;
            case TraceKind.Partition:
                CloseCut(row.At.Nanoseconds);
                _cut = new(row.At.Nanoseconds, null, Sides(row.Content as Fault));
                break;
            case TraceKind.Heal:
                CloseCut(row.At.Nanoseconds);
                break;
            default:
                if (row.Node.Index >= 0)
                    AtNode(row, number);
                break;
        }
    }

    private void AtNode(in TraceRow row, int number)
    {
        var node = row.Node.Index;
        var wakes = row.Kind is TraceKind.Start or TraceKind.Timer or TraceKind.Crash or TraceKind.Restart;
        if (_hidden.Contains(row.Kind) && row.Kind is not (TraceKind.Start or TraceKind.Crash or TraceKind.Restart))
            return;
        var step = wakes ? Wake(row, number) : StepAt(row, number);
        switch (row.Kind)
        {
            case TraceKind.Crash:
                _downSince[node] = row.At.Nanoseconds;
                CloseBars(node, row.At.Nanoseconds);
                return;
            case TraceKind.ClockFault:
                step.Local.Add(ClockText(row.Content as Fault));
                return;
            case TraceKind.Restart:
                _history.Downtimes.Add(new(node, _downSince[node], row.At.Nanoseconds));
                _downSince[node] = null;
                break;
            case TraceKind.Timer:
                step.Timer = ContentText.Full(row.Content);
                break;
            case TraceKind.Output when MoveBars(row):
                step.Moved.Add(ContentText.Full(row.Content));
                break;
            case TraceKind.Output:
                step.Local.Add(ContentText.Full(row.Content));
                break;
            case TraceKind.ReadClock:
                step.Local.Add($"clock {ContentText.Kind(row.Content)}");
                break;
            case TraceKind.SetClock:
                step.Local.Add($"set to {ContentText.Kind(row.Content)}");
                break;
        }
        if (row.Kind != TraceKind.Start)
            Tick(step, null);
    }

    private static string ClockText(Fault? fault) => fault switch
    {
        { Kind: FaultKind.ClockStep } => $"clock steps by {ContentText.Time(fault.Step.Nanoseconds)}",
        { Kind: FaultKind.ClockDrift } => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"clock drifts by {fault.Amount / 1000:0.###} ppm"),
        _ => "clock changes",
    };

    private void Send(in TraceRow row, int number)
    {
        Step? step = null;
        if (row.Node.Index >= 0)
        {
            step = StepAt(row, number);
            step.Sends = true;
            Tick(step, null);
        }
        Add(new(row.Node.Index, row.Peer.Index, row.Content) { Sender = step, SendRow = number }, row.Message);
    }

    private void Receive(in TraceRow row, int number)
    {
        if (row.Node.Index < 0)
            return;
        var step = Wake(row, number);
        step.Receives = true;
        var flight = Find(row);
        End(flight, row, number, Fate.Delivered);
        Tick(step, flight.Sender);
    }

    private void Duplicate(in TraceRow row, int number)
    {
        var original = LatestLike(row.Node.Index, row.Peer.Index, row) ?? LatestLike(row.Peer.Index, row.Node.Index, row);
        var copy = original is null
            ? new Flight(row.Node.Index, row.Peer.Index, row.Content) { IsCopy = true }
            : new Flight(original.From, original.To, row.Content) { Sender = original.Sender, SendRow = number, IsCopy = true };
        Add(copy, row.Message);
    }

    /// <summary>The flight that a receipt or a loss ends; one whose send the trace no longer has begins nowhere.</summary>
    private Flight Find(in TraceRow row)
    {
        if (row.Message != 0 && _byNumber.TryGetValue(row.Message, out var flight))
        {
            if (flight.Fate == Fate.InFlight)
                return flight;
            var copy = new Flight(flight.From, flight.To, row.Content) { Sender = flight.Sender, SendRow = flight.SendRow, IsCopy = true };
            return Add(copy, 0);
        }
        return Add(new(row.Peer.Index, row.Node.Index, row.Content), row.Message);
    }

    private Flight Add(Flight flight, long number)
    {
        _history.Flights.Add(flight);
        if (number != 0)
            _byNumber[number] = flight;
        if (!_byLink.TryGetValue((flight.From, flight.To), out var link))
            _byLink[(flight.From, flight.To)] = link = [];
        link.Add(flight);
        return flight;
    }

    /// <summary>The message that a copy was made of: the last one of the same content that was sent at the same instant.</summary>
    private Flight? LatestLike(int from, int to, TraceRow copy) => _byLink.TryGetValue((from, to), out var link)
        ? link.FindLast(flight => !flight.IsCopy && flight.SentAt == copy.At.Nanoseconds && Equals(flight.Content, copy.Content))
        : null;

    private static IReadOnlyList<IReadOnlyList<int>> Sides(Fault? partition) =>
        [.. (partition?.Sides ?? []).Select(side => (int[])[.. side.Select(node => node.Index)])];

    private static void End(Flight flight, in TraceRow row, int number, Fate fate)
    {
        flight.Fate = fate;
        flight.EndRow = number;
        flight.EndAt = row.At.Nanoseconds;
    }

    private Step Wake(in TraceRow row, int number)
    {
        var step = new Step(row.Node.Index, row.At.Nanoseconds, row.Kind, number);
        _current[step.Node] = step;
        _history.Steps.Add(step);
        return step;
    }

    /// <summary>The step that a node's act belongs to: the last one, if it was at this instant.</summary>
    private Step StepAt(in TraceRow row, int number)
    {
        if (_current[row.Node.Index] is not { } step || step.At != row.At.Nanoseconds || step.Trigger == TraceKind.Crash)
            return Wake(row, number);
        step.LastRow = number;
        return step;
    }

    /// <summary>Lamport's rule: one more than the node's own clock, and than that of the message received.</summary>
    private void Tick(Step step, Step? sender)
    {
        if (step.Lamport > 0)
            return;
        var node = step.Node;
        _lamport[node] = Math.Max(_lamport[node], sender?.Lamport ?? 0) + 1;
        step.Lamport = _lamport[node];
        if (_vectors is null)
            return;
        for (var i = 0; sender?.Vector is { } known && i < known.Length; i++)
            _vectors[node][i] = Math.Max(_vectors[node][i], known[i]);
        _vectors[node][node]++;
        step.Vector = [.. _vectors[node]];
    }

    private bool MoveBars(in TraceRow row)
    {
        var moved = false;
        for (var rule = 0; row.Content is { } content && rule < _rules.Count; rule++)
        {
            var key = (rule, row.Node.Index);
            if (_rules[rule].Begins(content))
            {
                moved = true;
                _openBars.TryAdd(key, row.At.Nanoseconds);
            }
            else if (_rules[rule].Ends(content))
            {
                moved = true;
                if (_openBars.Remove(key, out var since))
                    _history.Bars.Add(new(rule, row.Node.Index, since, row.At.Nanoseconds));
                else if (_history.BeginsLate)
                    _history.Bars.Add(new(rule, row.Node.Index, null, row.At.Nanoseconds));
            }
        }
        return moved;
    }

    private void CloseBars(int node, long? at)
    {
        for (var rule = 0; rule < _rules.Count; rule++)
        {
            if (_openBars.Remove((rule, node), out var since))
                _history.Bars.Add(new(rule, node, since, at));
        }
    }

    private void CloseCut(long? at)
    {
        if (_cut is not null)
            _history.Cuts.Add(_cut with { To = at });
        _cut = null;
    }

    private void Finish()
    {
        CloseCut(null);
        _conditions.Finish();
        for (var node = 0; node < _history.NodeCount; node++)
        {
            CloseBars(node, null);
            if (_downSince[node] is { } since)
                _history.Downtimes.Add(new(node, since, null));
        }
    }
}
