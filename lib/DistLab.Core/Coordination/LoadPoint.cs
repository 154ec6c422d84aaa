using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>What one protocol cost at one load.</summary>
/// <param name="Protocol">Which protocol.</param>
/// <param name="Think">How long a client thinks between two visits, on average: the longer, the lower the load.</param>
/// <param name="MessagesPerEntry">Messages sent for each entry.</param>
/// <param name="ClientDelay">Mean wait of those that found the critical section free and unwanted; <c>null</c> when none did.</param>
/// <param name="SynchronizationDelay">Mean time from an exit, somebody waiting, to the next entry; <c>null</c> when nobody waited.</param>
/// <param name="Wait">Mean wait of all.</param>
/// <param name="EntriesPerSecond">How many entries there were in a second.</param>
public sealed record LoadPoint(
    string Protocol, Duration Think, double MessagesPerEntry, Duration? ClientDelay, Duration? SynchronizationDelay, Duration? Wait, double EntriesPerSecond);
