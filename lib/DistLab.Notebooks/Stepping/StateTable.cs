namespace DistLab.Notebooks.Stepping;

/// <summary>States as rows of names and values. Equal ones are held once.</summary>
internal sealed class StateTable
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<IReadOnlyList<(string Name, string Value)>> _states = [];

    public IReadOnlyList<IReadOnlyList<(string Name, string Value)>> States => _states;

    /// <summary>The number of a state.</summary>
    public int Add(object? state)
    {
        var fields = StateFields.Of(state);
        var key = string.Join('\u0001', fields.Select(field => $"{field.Name}\u0002{field.Value}"));
        if (!_places.TryGetValue(key, out var place))
        {
            place = _places[key] = _states.Count;
            _states.Add(fields);
        }
        return place;
    }
}
