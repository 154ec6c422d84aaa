namespace DistLab.Checking;

/// <summary>
/// Reads histories of Jepsen: <c>history.edn</c> (a map an event, bare, tagged or in one vector), <c>history.txt</c> (process, type, function and value
/// a line) and Jepsen's log, whose other lines are left out. The key-value histories of porcupine's tests are EDN of this kind, with a
/// <c>:key</c>.
/// </summary>
/// <remarks>
/// <c>:invoke</c> is a call, <c>:ok</c> a return, <c>:fail</c> means that it did not happen, <c>:info</c> that nobody knows. Jepsen repeats the argument
/// in the return of a write: where both are the same, the operation answered nothing, and a <c>cas</c> answered <c>true</c>. Processes
/// without a number, such as <c>:nemesis</c>, are left out. Times are kept.
/// </remarks>
public static class JepsenHistory
{
    /// <summary>Reads a history.</summary>
    /// <exception cref="HistoryFormatException">A line is no event, or does not fit those before it.</exception>
    public static History Read(TextReader source, JepsenOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= new();
        var limits = options.Limits ?? ReadLimits.Usual;
        var text = new CountedReader(source, limits.LineLength);
        var reader = new JepsenEvents(options, new HistoryAssembly(limits));
        var edn = new EdnReader(text, limits.Depth);
        edn.SkipSpace();
        if (text.Peek() is '{' or '[' or '(' or '#')
            ReadForms(text, edn, reader);
        else
            ReadLines(text, reader, limits);
        return reader.ToHistory();
    }

    private static void ReadForms(CountedReader text, EdnReader edn, JepsenEvents events)
    {
        // One vector of all events is read an event at a time, so that it need not fit the limit of a form.
        var isVector = text.Peek() is '[' or '(';
        if (isVector)
            text.Read();
        edn.SkipSpace();
        while (edn.Read() is { } form)
        {
            events.AddMap(form);
            edn.SkipSpace();
            text.Begin();
        }
        if (isVector && text.Peek() is ']' or ')')
        {
            text.Read();
            edn.SkipSpace();
        }
        if (text.Peek() >= 0)
            throw new HistoryFormatException(text.Line, $"'{(char)text.Peek()}' is not expected here.");
    }

    private static void ReadLines(CountedReader text, JepsenEvents events, ReadLimits limits)
    {
        for (var number = text.Line; text.ReadLine() is { } line; number++)
        {
            const string mark = " - ";
            var isLog = line.StartsWith("INFO", StringComparison.Ordinal) || line.StartsWith("WARN", StringComparison.Ordinal);
            var start = isLog && line.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at ? at + mark.Length : 0;
            if (!string.IsNullOrWhiteSpace(line))
                events.AddLine(number, FormsOf(line[start..], number, limits, isLog), isLog);
        }
    }

    private static List<EdnForm> FormsOf(string line, int number, ReadLimits limits, bool isLog)
    {
        var forms = new List<EdnForm>();
        var edn = new EdnReader(new CountedReader(new StringReader(line), limits.LineLength), limits.Depth);
        try
        {
            while (forms.Count < 8 && edn.Read() is { } form)
                forms.Add(form with { Line = number });
        }
        catch (HistoryFormatException) when (isLog)
        {
            // Other lines of a log are prose.
        }
        catch (HistoryFormatException e)
        {
            throw new HistoryFormatException(number, e.Message[(e.Message.IndexOf(':', StringComparison.Ordinal) + 2)..], e);
        }
        return forms;
    }
}
