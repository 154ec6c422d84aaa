using System.ComponentModel;
using DistLab.Notebooks.Display;
using DistLab.Notebooks.Progress;

namespace DistLab.Notebooks;

/// <summary>
/// Shows how far a long computation has come and about how long it still takes. Displayed in a notebook it moves by itself; a
/// kernel that does not follow values shows it as it was when it was displayed.
/// </summary>
/// <remarks>
/// It may be told from several threads at once and never goes back. Once done it shows no time, so that the same cell leaves the
/// same output every time.
/// </remarks>
/// <example><code>
/// var progress = new ProgressBar("Runs");
/// display(progress);
/// foreach (var seed in progress.Track(seeds)) Run(seed);
/// // or: hand it to an experiment that takes an IProgress of double
/// </code></example>
[TypeFormatterSource(typeof(ProgressFormatterSource), PreferredMimeTypes = [ProgressFormatterSource.Html, ProgressFormatterSource.Progress, ProgressFormatterSource.Text])]
public sealed class ProgressBar : IProgress<double>, INotifyPropertyChanged
{
    /// <summary>A change below this cannot be seen and is told to nobody.</summary>
    private const int Steps = 1000;

    private static readonly PropertyChangedEventArgs FractionChanged = new(nameof(Fraction));
    private static readonly PropertyChangedEventArgs StateChanged = new(nameof(State));

    private readonly TimeProvider _clock;
    private long _fraction;
    private long _start;
    private int _state;

    /// <summary>A bar that stands at its beginning.</summary>
    /// <param name="label">What is being done, in a word or two.</param>
    /// <param name="clock">What measures the time; the machine's own unless a test gives another.</param>
    public ProgressBar(string label = "Progress", TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(label);
        Label = label;
        _clock = clock ?? TimeProvider.System;
        _start = _clock.GetTimestamp();
    }

    /// <summary>Raised when the bar has moved by what can be seen, on the thread that told it.</summary>
    public event PropertyChangedEventHandler? PropertyChanged;

    /// <summary>What is being done.</summary>
    public string Label { get; }

    /// <summary>The share that is done, 0 to 1.</summary>
    public double Fraction => BitConverter.Int64BitsToDouble(Interlocked.Read(ref _fraction));

    /// <summary>Whether it runs, is done, or was broken off.</summary>
    public ProgressState State => (ProgressState)Volatile.Read(ref _state);

    /// <summary>Why it failed; null where nobody said.</summary>
    public string? Failure { get; private set; }

    /// <summary>About how long it still takes, if it goes on as it did; null while that cannot be told yet. Zero when it no longer runs.</summary>
    public TimeSpan? TimeLeft
    {
        get
        {
            if (State != ProgressState.Running)
                return TimeSpan.Zero;
            var (fraction, elapsed) = (Fraction, _clock.GetElapsedTime(Interlocked.Read(ref _start)));
            // Of the first moments one should not judge the rest.
            return fraction < 0.01 || elapsed < TimeSpan.FromSeconds(1) ? null : elapsed * ((1 - fraction) / fraction);
        }
    }

    /// <summary>
    /// Moves the bar. At 1 it is done; a value below an earlier one is passed over, and so is all that comes after the end. A first
    /// report of 0 starts the clock anew, so that a bar may be made long before its work begins.
    /// </summary>
    /// <param name="value">The share that is done; below 0 counts as 0, above 1 as 1, and NaN not at all.</param>
    public void Report(double value)
    {
        if (double.IsNaN(value) || State != ProgressState.Running)
            return;
        value = Math.Clamp(value, 0, 1);
        var before = Interlocked.Read(ref _fraction);
        // The bits of numbers from 0 to 1 are in the order of the numbers.
        var bits = BitConverter.DoubleToInt64Bits(value);
        while (bits > before)
        {
            var seen = Interlocked.CompareExchange(ref _fraction, bits, before);
            if (seen == before)
            {
                Moved(BitConverter.Int64BitsToDouble(before), value);
                return;
            }
            before = seen;
        }
        if (value == 0 && before == 0)
            Interlocked.Exchange(ref _start, _clock.GetTimestamp());
    }

    /// <summary>Goes through items and moves the bar by one of them at a time; a loop that is left early leaves the bar cancelled.</summary>
    /// <param name="items">What to go through. Items of unknown number are counted first.</param>
    public IEnumerable<T> Track<T>(IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return Tracked(items);
    }

    /// <summary>Stops the bar where it is: the rest is not to be done.</summary>
    public void Cancel() => End(ProgressState.Cancelled);

    /// <summary>Stops the bar where it is: the work has failed.</summary>
    /// <param name="why">What went wrong, in one line.</param>
    public void Fail(string? why = null)
    {
        if (State == ProgressState.Running)
            Failure = why;
        End(ProgressState.Failed);
    }

    /// <summary>The bar as a line of text.</summary>
    public override string ToString() => ProgressText.Line(this);

    private IEnumerable<T> Tracked<T>(IEnumerable<T> items)
    {
        var all = items as IReadOnlyCollection<T> ?? [.. items];
        var count = 0;
        Report(0);
        try
        {
            foreach (var item in all)
            {
                yield return item;
                // The last item ends the bar below, and only then.
                if (++count < all.Count)
                    Report((double)count / all.Count);
            }
        }
        finally
        {
            if (count == all.Count)
                Report(1);
            else
                Cancel();
        }
    }

    private void Moved(double before, double now)
    {
        if (now == 1)
            End(ProgressState.Done);
        else if ((int)(before * Steps) != (int)(now * Steps))
            PropertyChanged?.Invoke(this, FractionChanged);
    }

    private void End(ProgressState state)
    {
        if (Interlocked.CompareExchange(ref _state, (int)state, (int)ProgressState.Running) == (int)ProgressState.Running)
            PropertyChanged?.Invoke(this, StateChanged);
    }
}
