using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using DistLab.Checking;
using DistLab.Notebooks.Display;

namespace DistLab.Notebooks;

/// <summary>How far a search has come, in a line that goes with it where it is displayed: <c>var watch = new SearchWatch(); display(watch); check.Run(watch);</c></summary>
[TypeFormatterSource(typeof(TextFormatterSource<SearchWatch>), PreferredMimeTypes = [BoxFormatterSource.Text])]
public sealed class SearchWatch : IProgress<SearchProgress>, INotifyPropertyChanged
{
    private readonly long _began = Stopwatch.GetTimestamp();
    private SearchProgress _last;

    /// <inheritdoc/>
    public event PropertyChangedEventHandler? PropertyChanged;

    /// <summary>What was reported last.</summary>
    public SearchProgress Last => _last;

    /// <summary>Takes a report.</summary>
    public void Report(SearchProgress value)
    {
        _last = value;
        PropertyChanged?.Invoke(this, new(nameof(Last)));
    }

    /// <summary>The line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{_last}, {_last.States / Math.Max(0.001, Stopwatch.GetElapsedTime(_began).TotalSeconds):N0} a second");
}
