using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>What an algorithm costs when hardly anybody wants to enter and when everybody does: a line of the textbook's table.</summary>
/// <param name="Algorithm">Which algorithm.</param>
/// <param name="MessagesIdle">Messages for each entry at the lowest load.</param>
/// <param name="MessagesBusy">Messages for each entry at the highest load.</param>
/// <param name="ClientDelayIdle">Mean client delay at the lowest load.</param>
/// <param name="SyncDelayBusy">Mean synchronization delay at the highest load.</param>
public sealed record MutexCost(string Algorithm, double MessagesIdle, double MessagesBusy, Duration? ClientDelayIdle, Duration? SyncDelayBusy)
{
    /// <summary>A line for each algorithm, from its runs at the longest and at the shortest think time.</summary>
    public static IReadOnlyList<MutexCost> Of(IEnumerable<LoadPoint> loads)
    {
        ArgumentNullException.ThrowIfNull(loads);
        return [.. loads.GroupBy(load => load.Protocol).Select(group => Of(group.MaxBy(load => load.Think)!, group.MinBy(load => load.Think)!))];
    }

    private static MutexCost Of(LoadPoint idle, LoadPoint busy) =>
        new(idle.Protocol, Tenths(idle.MessagesPerEntry), Tenths(busy.MessagesPerEntry), Tenths(idle.ClientDelay), Tenths(busy.SynchronizationDelay));

    // As exact as a table is read; a mean over some runs has no more to say.
    private static double Tenths(double value) => Math.Round(value, 1, MidpointRounding.AwayFromZero);

    private static Duration? Tenths(Duration? delay) => delay is { } exact ? Duration.FromMilliseconds(Tenths(exact.Milliseconds)) : null;
}
