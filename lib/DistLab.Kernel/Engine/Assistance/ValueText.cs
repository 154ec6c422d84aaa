using System.Collections;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace DistLab.Kernel;

/// <summary>A variable's value in one short line, whatever the value is: nothing that it does may take long, fail or print.</summary>
internal static class ValueText
{
    private const int Longest = 120;
    private const int MostItems = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    internal static string Of(CSharpEngine engine, SessionVariable variable)
    {
        // It runs code of the session, on a thread that may be left behind.
        var aside = new CellExecution(engine);
        var reading = Task.Run(() =>
        {
            aside.EnterAside();
            return Short(variable.Value, nested: false);
        });
        try
        {
            if (reading.Wait(Patience))
                return reading.Result;
            aside.Stop();
            aside.Leave();
            return "…";
        }
        catch (AggregateException e)
        {
            return $"({e.InnerException!.GetType().Name}: {Cut(e.InnerException.Message)})";
        }
    }

    private static string Short(object? value, bool nested) => value switch
    {
        null => "null",
        string text => Cut(SymbolDisplay.FormatLiteral(text.Length > Longest ? text[..Longest] : text, quote: true)),
        char or bool => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)!,
        IFormattable number when value.GetType().IsPrimitive => number.ToString(null, CultureInfo.InvariantCulture),
        // Only a collection that is there as a whole: the items of others may be computed, without end perhaps.
        IList or IDictionary when !nested => Items((ICollection)value),
        ICollection collection => $"{collection.Count} items",
        IEnumerable => "",
        _ => Text(value),
    };

    private static string Items(ICollection collection)
    {
        var text = new StringBuilder();
        int shown = 0;
        foreach (object? item in collection)
        {
            if (shown == MostItems || text.Length > Longest)
                break;
            text.Append(shown++ == 0 ? "" : ", ").Append(Short(item, nested: true));
        }
        string more = collection.Count > shown ? $", … ({collection.Count} items)" : "";
        return $"{{ {text}{more} }}";
    }

    private static string Text(object value)
    {
        string text = value.ToString() ?? "";
        // What a class without a ToString of its own says is its type, which stands there already.
        return text == value.GetType().ToString() ? "" : Cut(text.ReplaceLineEndings(" "));
    }

    private static string Cut(string text) => text.Length <= Longest ? text : text[..Longest] + "…";
}
