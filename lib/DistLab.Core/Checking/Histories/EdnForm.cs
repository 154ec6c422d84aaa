namespace DistLab.Checking;

/// <summary>A form of EDN: its kind, its text, and the forms in it (of a map, keys and values in turn).</summary>
internal sealed record EdnForm(EdnKind Kind, int Line, string Text, IReadOnlyList<EdnForm> Items)
{
    /// <summary>What stands under a keyword in a map; <c>null</c> if nothing does.</summary>
    public EdnForm? this[string keyword]
    {
        get
        {
            for (var i = 0; i + 1 < Items.Count; i += 2)
            {
                if (Items[i].Kind == EdnKind.Keyword && Items[i].Text == keyword)
                    return Items[i + 1];
            }
            return null;
        }
    }

    /// <summary>The number, if the form is a whole one.</summary>
    public long? Number => Kind == EdnKind.Integer ? long.Parse(Text, System.Globalization.CultureInfo.InvariantCulture) : null;

    /// <summary>The value that the form stands for; a keyword is a text with its colon, a set a list in order.</summary>
    /// <exception cref="HistoryFormatException">It is none.</exception>
    public Value ToValue() => Kind switch
    {
        EdnKind.Nil => Value.Nil,
        EdnKind.Boolean => Text == "true",
        EdnKind.Integer => Number!.Value,
        EdnKind.Text => Text,
        EdnKind.Keyword => ":" + Text,
        EdnKind.List => Value.List([.. Items.Select(item => item.ToValue())]),
        EdnKind.Set => Value.List([.. Items.Select(item => item.ToValue()).Order()]),
        _ => throw new HistoryFormatException(Line, $"a value is nil, true, false, a whole number of 64 bits, a text, a keyword or a list of these, not {(Kind == EdnKind.Map ? "a map" : Text)}."),
    };
}
