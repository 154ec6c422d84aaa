using System.ComponentModel;
using System.Diagnostics;

namespace DistLab.Kernel;

/// <summary>
/// Shows a displayed value anew as it changes, at most ten times a second and once more at the end of the cell: a progress bar
/// moves by itself.
/// </summary>
internal sealed class LiveDisplay
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly INotifyPropertyChanged _value;
    private readonly DisplayedValue _display;
    private readonly SessionOutput _output;
    private readonly Lock _showing = new();
    private readonly Lock _state = new();
    private long _shownAt = Stopwatch.GetTimestamp();
    private bool _changed;
    private bool _waiting;

    private LiveDisplay(INotifyPropertyChanged value, DisplayedValue display, SessionOutput output)
    {
        _value = value;
        _display = display;
        _output = output;
    }

    /// <summary>Follows a value until the session ends, for a later cell may go on with it; only the value holds on to this.</summary>
    internal static void Follow(INotifyPropertyChanged value, DisplayedValue display, SessionOutput output) =>
        value.PropertyChanged += new LiveDisplay(value, display, output).OnChanged;

    /// <summary>Shows the last state, if that is not on display yet.</summary>
    internal void Settle()
    {
        lock (_showing)
            ShowIfChanged();
    }

    private void OnChanged(object? sender, PropertyChangedEventArgs e)
    {
        // A loop of a library that reports its progress is stopped here.
        CellExecution.Current?.ThrowIfStopped();
        TimeSpan rest;
        lock (_state)
        {
            _changed = true;
            if (_waiting)
                return;
            rest = Pause - Stopwatch.GetElapsedTime(_shownAt);
            _waiting = rest > TimeSpan.Zero;
        }
        _output.Follow(this);
        if (rest > TimeSpan.Zero)
        {
            _ = SettleLaterAsync(rest);
        }
        else if (_showing.TryEnter())
        {
            // No waiting for another thread that shows the value: it may wait for a lock of the value that this one holds.
            try
            {
                ShowIfChanged();
            }
            finally
            {
                _showing.Exit();
            }
        }
    }

    private async Task SettleLaterAsync(TimeSpan rest)
    {
        await Task.Delay(rest);
        lock (_state)
            _waiting = false;
        Settle();
    }

    private void ShowIfChanged()
    {
        lock (_state)
        {
            if (!_changed)
                return;
            _changed = false;
            _shownAt = Stopwatch.GetTimestamp();
        }
        try
        {
            _display.Update(_value);
        }
        catch (Exception)
        {
            // It cannot be shown in this state, or changes just now; its next change shows it again.
        }
    }
}
