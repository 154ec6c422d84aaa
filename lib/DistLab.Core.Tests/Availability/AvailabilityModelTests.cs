using DistLab.Availability;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Availability;

public sealed class AvailabilityModelTests
{
    [Fact]
    public void K_of_n_is_as_published()
    {
        Assert.Equal(0.999999, KOutOfN.Availability(1, 3, 0.99), 9);
        Assert.Equal(0.999702, KOutOfN.Availability(2, 3, 0.99), 9);
        Assert.Equal(0.99999015, KOutOfN.Availability(3, 5, 0.99), 8);
        Assert.Equal(1, KOutOfN.Availability(0, 4, 0.2), 12);
    }

    [Fact]
    public void Enough_repairers_make_the_Markov_chain_k_of_n()
    {
        var model = new RepairModel(5, 5, 99.Seconds(), 1.Seconds());
        for (var needed = 1; needed <= 5; needed++)
            Assert.Equal(KOutOfN.Availability(needed, 5, 0.99), model.Availability(needed), 12);
    }

    [Fact]
    public void One_machine_fails_and_is_repaired_as_told()
    {
        var model = new RepairModel(1, 1, 60.Seconds(), 6.Seconds());
        Assert.Equal(60.Seconds(), model.TimeBetweenFailures(1));
        Assert.Equal(6.Seconds(), model.TimeToRepair(1));
        Assert.Equal(10 / 11.0, model.Availability(1), 12);
    }

    [Fact]
    public void Two_machines_are_as_the_textbook_has_them()
    {
        // Both down: 2ν²/r² against (1 + 2ν/r) with one repairer, ν²/r² with two; MTBF of a parallel pair with two repairers: r/(2ν²) + 1/ν.
        Assert.Equal(0.02 / 1.22, 1 - new RepairModel(2, 1, 60.Seconds(), 6.Seconds()).Availability(1), 12);
        Assert.Equal((60 * 60 / 12.0) + 60, new RepairModel(2, 2, 60.Seconds(), 6.Seconds()).TimeBetweenFailures(1).Seconds, 6);
        Assert.Equal(3, new RepairModel(2, 2, 60.Seconds(), 6.Seconds()).TimeToRepair(1).Seconds, 6);
    }

    [Fact]
    public void A_server_that_never_fails_is_the_queue_M_M_1()
    {
        var server = new UnreliableServer(8, 100.Milliseconds(), null, 1.Seconds());
        Assert.Equal((1, 1, 500.Milliseconds()), (server.Availability, Math.Round(server.Success, 12), server.Response!.Value));
        Assert.Null(new UnreliableServer(11, 100.Milliseconds(), null, 1.Seconds()).Response);
    }

    [Fact]
    public void What_a_failing_server_completes_is_what_comes_while_it_is_up_less_what_it_loses()
    {
        var server = new UnreliableServer(8, 100.Milliseconds(), 60.Seconds(), 6.Seconds());
        var held = server.Utilisation / (1 - server.Utilisation);
        Assert.Equal(server.Availability * (8 - (held / 60)), 8 * server.Success, 9);
        Assert.True(new UnreliableServer(20, 100.Milliseconds(), 60.Seconds(), 6.Seconds()) is { IsStable: true, Success: < 0.5 });
    }

    [Fact]
    public void The_faster_the_check_the_nearer_to_the_textbook()
    {
        FailoverModel With(double seconds, int fall) => new(2, 60.Seconds(), 6.Seconds(), new(seconds.Seconds(), fall: fall));
        Assert.Equal(KOutOfN.Availability(1, 2, 10 / 11.0), With(1, 1).Availability, 12);
        Assert.Equal(With(1, 1).Availability, With(0.0001, 1).Success, 1e-5);
        Assert.True(With(0.1, 1).Success > With(1, 1).Success && With(1, 1).Success > With(1, 3).Success && With(1, 3).Success > With(100, 1).Success);
        // Nearly always undetected: one of two servers is down for a request as often as any is.
        Assert.Equal(10 / 11.0, With(1, 100).Success, 2);
    }

    [Fact]
    public void A_failure_goes_undetected_for_as_long_as_the_check_says_when_repairs_take_long()
    {
        var check = new HealthCheck(1.Seconds(), fall: 3);
        Assert.Equal(check.MeanDetectionTime.Seconds, new FailoverModel(2, 100_000.Seconds(), 10_000.Seconds(), check).Undetected.Seconds, 2);
        Assert.Equal((2.5.Seconds(), 4.Seconds()), (check.MeanDetectionTime, check.LongestDetectionTime));
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => KOutOfN.Availability(3, 2, 0.9));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RepairModel(0, 1, 1.Seconds(), 1.Seconds()));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RepairModel(2, 1, 1.Seconds(), 1.Seconds()).Availability(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new UnreliableServer(0, 1.Seconds(), null, 1.Seconds()));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HealthCheck(1.Seconds(), timeout: 2.Seconds()));
    }
}
