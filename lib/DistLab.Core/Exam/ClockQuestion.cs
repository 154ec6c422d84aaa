using System.Globalization;
using DistLab.Protocols;
using DistLab.Simulation;
using DistLab.Time;

namespace DistLab.Exam;

/// <summary>The numbers of the exam's two questions on setting a clock, in time units.</summary>
/// <param name="ServerTime">What the server answers.</param>
/// <param name="ToServer">How long the request travels.</param>
/// <param name="Service">How long the server works on it.</param>
/// <param name="ToClient">How long the answer travels.</param>
/// <param name="Minimum">The least time that a message takes one way.</param>
/// <param name="Maximum">The greatest, in the synchronous system.</param>
public sealed record ClockQuestion(int ServerTime, int ToServer, int Service, int ToClient, int Minimum, int Maximum)
{
    /// <summary>The numbers of the exam: the server says 20; 5 there, 3 at the server, 6 back; a message takes 5 to 11.</summary>
    public static ClockQuestion OfTheExam { get; } = new(ServerTime: 20, ToServer: 5, Service: 3, ToClient: 6, Minimum: 5, Maximum: 11);

    /// <summary>From sending the request to arrival of the answer.</summary>
    public int RoundTrip => ToServer + Service + ToClient;

    /// <summary>What the client sets in a synchronous system.</summary>
    public ClockSetting Synchronous => SynchronousSetting.Compute(At(ServerTime), Units(Minimum), Units(Maximum));

    /// <summary>What the client sets by Cristian's algorithm.</summary>
    public ClockSetting Cristian => CristianSetting.Compute(At(ServerTime), Units(RoundTrip), Units(Minimum));

    /// <summary>What the client sets by Cristian's algorithm when the server also tells how long it worked.</summary>
    public ClockSetting CristianWithService(ServerStamp stamp) =>
        CristianSetting.ComputeWithService(At(ServerTime), Units(RoundTrip), Units(Service), stamp, Units(Minimum));

    /// <summary>What the client sets in a synchronous system that knows the service time, the server stamping on receipt.</summary>
    public ClockSetting SynchronousWithService =>
        SynchronousSetting.Compute(At(ServerTime), Units(Minimum + Service), Units(Maximum + Service));

    /// <summary>The true time, by the server's clock, as the answer arrives.</summary>
    public Instant TrueTime(ServerStamp stamp) => At(ServerTime + ToClient + (stamp == ServerStamp.OnReceipt ? Service : 0));

    /// <summary>The question, run: a client sets its clock in the synchronous system. One time unit is a second.</summary>
    public ClockRun RunSynchronous(ServerStamp stamp = ServerStamp.OnSending) =>
        Run(new SynchronousTimeProtocol(Units(Minimum), Units(Maximum)) { Service = Units(Service), Stamp = stamp });

    /// <summary>The question, run: a client sets its clock by Cristian's algorithm. One time unit is a second.</summary>
    public ClockRun RunCristian(ServerStamp stamp = ServerStamp.OnSending) =>
        Run(new CristianTimeProtocol { Minimum = Units(Minimum), Service = Units(Service), Stamp = stamp });

    /// <summary>Both algorithms, with the server stamping on sending and on receipt, run.</summary>
    public IReadOnlyList<ClockComparison> RunAll() =>
    [
        Compare("on sending", "synchronous", RunSynchronous(ServerStamp.OnSending)),
        Compare("on sending", "Cristian", RunCristian(ServerStamp.OnSending)),
        Compare("on receipt", "synchronous", RunSynchronous(ServerStamp.OnReceipt)),
        Compare("on receipt", "Cristian", RunCristian(ServerStamp.OnReceipt)),
    ];

    /// <summary>Fresh numbers, with whole answers, in which the two algorithms differ and neither hits the true time by luck.</summary>
    public static ClockQuestion Fresh(ulong seed)
    {
        var random = new RandomStream(seed).Derive("clock question");
        while (true)
        {
            var minimum = 2 + random.NextBelow(8);
            var maximum = minimum + (2 * (1 + random.NextBelow(6)));
            var question = new ClockQuestion(
                ServerTime: 10 * (1 + random.NextBelow(30)),
                ToServer: minimum + random.NextBelow(maximum - minimum + 1),
                Service: 1 + random.NextBelow(6),
                ToClient: minimum + random.NextBelow(maximum - minimum + 1),
                minimum,
                maximum);
            if (question.IsInstructive)
                return question;
        }
    }

    private bool IsInstructive =>
        RoundTrip % 2 == 0 && ToServer != ToClient && Synchronous.Time != Cristian.Time
        && Enum.GetValues<ServerStamp>().All(stamp =>
            Synchronous.Error(TrueTime(stamp)).Abs() != Cristian.Error(TrueTime(stamp)).Abs()
            && Synchronous.Time != TrueTime(stamp) && Cristian.Time != TrueTime(stamp));

    internal static double InUnits(Duration value) => value.Seconds;

    internal static double InUnits(Instant value) => value.Seconds;

    internal static string Text(double units) => units.ToString("0.###", CultureInfo.InvariantCulture);

    internal static string Text(Instant value) => Text(InUnits(value));

    internal static string Text(Duration value) => Text(InUnits(value));

    private ClockRun Run(TimeProtocol protocol)
    {
        var network = new Network(new Link(Units(ToServer))).With(0, 1, new Link(Units(ToClient)));
        var read = protocol.Stamp == ServerStamp.OnSending ? ToServer + Service : ToServer;
        // The client asks at zero; the server's clock is such that it shows the question's time when it is read.
        var server = Units(ServerTime - read);
        return ClockExperiment.Run(protocol, 1, network, length: Units(RoundTrip), clocks: node => new(node == 0 ? server : Duration.Zero));
    }

    private static ClockComparison Compare(string stamped, string algorithm, ClockRun run)
    {
        var outcome = run.Outcomes[0];
        return new(stamped, algorithm, InUnits(outcome.Setting.Time), InUnits(outcome.ServerTime), InUnits(outcome.Error.Abs()), InUnits(outcome.Bound));
    }

    // A time unit is a second: only its ratio to the others matters.
    private static Instant At(int units) => Instant.Zero + Units(units);

    private static Duration Units(int units) => units.Seconds();
}
