using DistLab.Coordination;

namespace DistLab.Availability;

/// <summary>What travels between redundant hubs, and between them and the device.</summary>
public abstract record HubMessage
{
    private protected HubMessage()
    {
    }

    /// <summary>A message of the election.</summary>
    internal sealed record Vote(ElectionMessage Message) : HubMessage
    {
        public override string ToString() => Message.ToString();
    }

    /// <summary>The active hub is alive.</summary>
    internal sealed record Alive : HubMessage
    {
        public static readonly Alive It = new();

        public override string ToString() => "alive";
    }

    /// <summary>The hub has the service's address from now on.</summary>
    internal sealed record Mine : HubMessage
    {
        public static readonly Mine It = new();

        public override string ToString() => "the address is mine";
    }

    /// <summary>A request to the service's address.</summary>
    internal sealed record Ask(int Id) : HubMessage
    {
        public override string ToString() => "request";
    }

    /// <summary>Its answer, or that it was refused.</summary>
    internal sealed record Told(int Id, bool IsDone) : HubMessage
    {
        public override string ToString() => IsDone ? "answer" : "refused";
    }

    /// <summary>A timer.</summary>
    internal sealed record Alarm(AlarmKind Kind) : HubMessage
    {
        public static readonly Alarm Failure = new(AlarmKind.Failure);
        public static readonly Alarm Repair = new(AlarmKind.Repair);
        public static readonly Alarm Beat = new(AlarmKind.Beat);
        public static readonly Alarm Silence = new(AlarmKind.Silence);
        public static readonly Alarm Arrival = new(AlarmKind.Arrival);
    }

    internal enum AlarmKind : byte
    {
        Failure,
        Repair,

        /// <summary>The active hub shows that it is alive.</summary>
        Beat,

        /// <summary>The active hub was not heard of for too long.</summary>
        Silence,

        /// <summary>A user sends a request.</summary>
        Arrival,
    }
}
