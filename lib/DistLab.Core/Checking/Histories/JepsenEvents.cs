using DistLab.Protocols;

namespace DistLab.Checking;

/// <summary>Turns Jepsen's events into those of a history.</summary>
internal sealed class JepsenEvents(JepsenOptions options, HistoryAssembly history)
{
    private readonly Dictionary<long, (string Function, Value Argument)> _open = [];

    public History ToHistory() => history.ToHistory();

    /// <summary>Adds an event that is a map with <c>:process</c>, <c>:type</c>, <c>:f</c>, <c>:value</c>, and maybe <c>:key</c> and <c>:time</c>.</summary>
    public void AddMap(EdnForm map)
    {
        if (map.Kind != EdnKind.Map)
            throw new HistoryFormatException(map.Line, "an event is a map such as {:process 0, :type :invoke, :f :read, :value nil}.");
        if (map["process"] is not { } process)
            throw new HistoryFormatException(map.Line, "an event has a :process.");
        if (process.Number is not { } client)
            return;
        if (map["type"] is not { Kind: EdnKind.Keyword } type || map["f"] is not { Kind: EdnKind.Keyword } function)
            throw new HistoryFormatException(map.Line, "an event has a :type and an :f, which are keywords.");
        var at = map["time"]?.Number is { } time ? new Instant(time) : (Instant?)null;
        Add(map.Line, client, type.Text, function.Text, map["key"]?.ToValue() ?? Value.Nil, map["value"], at);
    }

    /// <summary>Adds an event that is a line of process, type, function and value.</summary>
    public void AddLine(int line, List<EdnForm> forms, bool isLog)
    {
        if (forms is [{ Number: { } client }, { Kind: EdnKind.Keyword } type, { Kind: EdnKind.Keyword } function, ..])
            Add(line, client, type.Text, function.Text, Value.Nil, forms.Count > 3 ? forms[3] : null, null);
        else if (!isLog && forms is not [{ Kind: EdnKind.Keyword }, ..])
            throw new HistoryFormatException(line, "an event is a process, a type, a function and a value, such as 0 :invoke :read nil.");
    }

    private void Add(int line, long process, string type, string function, Value key, EdnForm? form, Instant? at)
    {
        if (process is < 0 or > int.MaxValue)
            throw new HistoryFormatException(line, $"a process is a number from 0 to {int.MaxValue}, not {process}.");
        var told = type switch
        {
            "invoke" => Invoke(process, function, key, ValueOf(form)),
            "ok" => HistoryEvent.Return(Result(process, form)),
            "fail" when IsAnswer(process) => HistoryEvent.Return(false),
            "fail" => HistoryEvent.Fail,
            "info" => HistoryEvent.Unknown,
            _ => throw new HistoryFormatException(line, $"a type is :invoke, :ok, :fail or :info, not :{type}."),
        };
        history.Add(line, (int)process, told, at);
    }

    private HistoryEvent Invoke(long process, string function, Value key, Value value)
    {
        _open[process] = (function, value);
        return HistoryEvent.Invoke(options.IsKeyed && value.AsList is [var named, var argument] ? new(function, named, argument) : new(function, key, value));
    }

    private Value Result(long process, EdnForm? form)
    {
        var result = ValueOf(form);
        var (function, argument) = _open.GetValueOrDefault(process);
        if (function == "cas")
            return true;
        if (result == argument && !(options.IsKeyed ? argument.AsList is [_, { IsNil: true }] : argument.IsNil))
            return Value.Nil;
        return options.IsKeyed && result.AsList is [_, var answer] ? answer : result;
    }

    private bool IsAnswer(long process) => options.FailedCompareAndSetIsFalse && _open.GetValueOrDefault(process).Function == "cas";

    private static Value ValueOf(EdnForm? form) => form?.ToValue() ?? Value.Nil;
}
