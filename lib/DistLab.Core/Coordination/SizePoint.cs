using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>What one algorithm costs with one number of clients.</summary>
/// <param name="Protocol">Which algorithm.</param>
/// <param name="Clients">How many clients.</param>
/// <param name="MessagesAlone">Messages for each entry when one asks after the other and nobody else wants to enter.</param>
/// <param name="MessagesBusy">Messages for each entry when all want to enter all the time.</param>
/// <param name="ClientDelay">Mean wait of one who asks alone.</param>
/// <param name="SynchronizationDelay">Mean time from an exit to the next entry when all want to enter.</param>
public sealed record SizePoint(
    string Protocol, int Clients, double MessagesAlone, double MessagesBusy, Duration ClientDelay, Duration SynchronizationDelay);
