using System.Text;

namespace DistLab.Systems;

/// <summary>The last part of a text that may grow without end. For any thread.</summary>
internal sealed class TailText(int limit)
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();

    public void Add(string text)
    {
        lock (_lock)
        {
            _text.Append(text);
            if (_text.Length > 2 * limit)
                _text.Remove(0, _text.Length - limit);
        }
    }

    public override string ToString()
    {
        lock (_lock)
            return _text.Length <= limit ? _text.ToString() : _text.ToString(_text.Length - limit, limit);
    }
}
