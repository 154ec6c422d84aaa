using System.ComponentModel;

namespace DistLab.Kernel;

/// <summary>A value on display, which can be replaced where it stands.</summary>
public sealed class DisplayedValue
{
    private readonly CSharpEngine _engine;

    internal DisplayedValue(CSharpEngine engine, string displayId, MimeBundle bundle)
    {
        _engine = engine;
        DisplayId = displayId;
        Bundle = bundle;
    }

    /// <summary>Names this display in the session.</summary>
    public string DisplayId { get; }

    /// <summary>What is shown now.</summary>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public MimeBundle Bundle { get; private set; }

    /// <summary>Shows another value in the place of this one, in the same MIME types.</summary>
    /// <param name="updatedValue">The new value; null is shown as <c>&lt;null&gt;</c>.</param>
    public void Update(object? updatedValue)
    {
        Bundle = ValueFormatter.Format(updatedValue, [.. Bundle.Values.Select(value => value.Key)]);
        _engine.Output.Update(CellExecution.Current, Bundle, DisplayId);
    }
}
