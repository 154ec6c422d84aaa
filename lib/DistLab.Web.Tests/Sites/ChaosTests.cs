using System.Net;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Web.Tests;

/// <summary>Chaos, and what is left after it.</summary>
public class ChaosTests
{
    private static readonly SiteOptions Quick = new() { Hub = new() { HealthInterval = 50.Milliseconds(), HealthTimeout = 1.Seconds(), UnhealthyAfter = 10 }, Server = new() { Workers = 4 } };

    [Fact]
    public async Task A_hypothesis_holds_with_a_spare_server_and_is_refuted_or_aborted_without()
    {
        var load = Load.Poisson(80, 2.Seconds()) with { Patience = 5.Seconds() };
        var plan = FaultPlan.None.During(500.Milliseconds(), 1.Seconds(), Fault.Crash(0));
        await using (var two = await Site.StartAsync(servers: 2, Delay.Constant(1.Milliseconds()), Quick))
        {
            await two.WaitUntilOpenAsync();
            var held = await two.ChaosAsync(Hypothesis.Succeeds(0.99), load, plan);
            Assert.True(held is { Verdict: ChaosVerdict.Held, ServersHit: 1, Servers: 2 }, $"{held}\n{held.Chaos?.Figures}\n{await two.StatusAsync()}");
        }
        await using var one = await Site.StartAsync(servers: 1, Delay.Constant(1.Milliseconds()), Quick);
        await one.WaitUntilOpenAsync();
        var refuted = await one.ChaosAsync(Hypothesis.Succeeds(0.99), load, plan, abortBelow: 0);
        Assert.Equal(ChaosVerdict.Refuted, refuted.Verdict);
        Assert.InRange(refuted.BlastRadius, 0.05, 0.95);
        var aborted = await one.ChaosAsync(Hypothesis.Succeeds(0.99), Load.Poisson(80, 20.Seconds()), FaultPlan.None.At(500.Milliseconds(), Fault.Crash(0)));
        Assert.Equal(ChaosVerdict.Aborted, aborted.Verdict);
        Assert.True(aborted.Chaos!.Log.To - aborted.Chaos.Log.From < 10.Seconds());
        // All is mended after it.
        Assert.Equal(1, (await one.RunAsync(Load.Poisson(50, 1.Seconds()) with { Patience = 5.Seconds() })).Figures.Success);
    }

    [Fact]
    public async Task Nothing_is_broken_where_the_steady_state_is_not_as_supposed()
    {
        await using var site = await Site.StartAsync(servers: 1, Delay.Constant(1.Milliseconds()), Quick);
        var report = await site.ChaosAsync(new Hypothesis("it is quicker than light", _ => false), Load.Poisson(20, 1.Seconds()), FaultPlan.None.At(Duration.Zero, Fault.Crash(0)));
        Assert.Equal((ChaosVerdict.NotSteady, null), (report.Verdict, report.Chaos));
        Assert.Equal(0, (await site.StatusAsync()).Servers[0].Ejections);
    }

    [Fact]
    public async Task A_backup_restored_elsewhere_loses_what_came_after_it_and_nothing_else()
    {
        await using var site = await Site.StartAsync(servers: 1, null, Quick);
        var report = await site.MeasureRecoveryAsync(backupEvery: 200.Milliseconds(), length: 700.Milliseconds(), items: 50);
        Assert.True(report.IsConsistent, report.ToString());
        Assert.InRange(report.LostChanges, 1, report.Acknowledged - 1);
        Assert.InRange(report.LostTime.Seconds, 0.05, 5);
        Assert.True(report.Downtime > Duration.Zero);
        Assert.True(report.Backups >= 3);
    }

    [Fact]
    public async Task A_corrupt_backup_is_refused_and_changes_nothing()
    {
        await using var site = await Site.StartAsync(servers: 1, null, Quick);
        _ = await site.MeasureRecoveryAsync(100.Milliseconds(), 150.Milliseconds(), items: 10);
        var backup = await site.BackUpAsync(0);
        for (var at = 0; at < backup.Bytes.Length; at += Math.Max(1, backup.Bytes.Length / 40))
        {
            var bytes = backup.Bytes.ToArray();
            bytes[at] ^= 1;
            await Assert.ThrowsAsync<SiteException>(() => site.RestoreAsync(backup with { Bytes = bytes }, 0));
        }
        await Assert.ThrowsAsync<SiteException>(() => site.RestoreAsync(backup with { Bytes = backup.Bytes[..^1] }, 0));
        Assert.Equal(backup.Bytes.ToArray(), (await site.BackUpAsync(0)).Bytes.ToArray());
        await site.RestoreAsync(backup, 0);
    }

    [Fact]
    public async Task Nobody_gets_or_sets_all_state_who_does_not_know_the_secret()
    {
        await using var site = await Site.StartAsync(servers: 1, null, Quick);
        await site.WaitUntilOpenAsync();
        var before = await site.BackUpAsync(0);
        using var stranger = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        foreach (var permission in new[] { null, "Bearer ", "Bearer 0123", "Basic c2l0ZTpzaXRl" })
        {
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Put })
            {
                using var request = new HttpRequestMessage(method, new Uri(site.Address, "backup")) { Content = method == HttpMethod.Put ? new ReadOnlyMemoryContent(before.Bytes) : null };
                if (permission is not null)
                    request.Headers.TryAddWithoutValidation("Authorization", permission);
                using var answer = await stranger.SendAsync(request, TestContext.Current.CancellationToken);
                Assert.Equal((HttpStatusCode.Unauthorized, "Bearer"), (answer.StatusCode, answer.Headers.WwwAuthenticate.ToString()));
            }
        }
        await site.RestoreAsync(before, 0);
    }

    [Fact]
    public void A_sealed_backup_shows_nothing_and_is_opened_by_its_key_only_and_only_whole()
    {
        var (backup, key) = (new SiteBackup("what the server remembers"u8.ToArray(), 7, Instant.FromMilliseconds(3), 2.Milliseconds()), SiteBackup.NewKey());
        var made = backup.Seal(key);
        Assert.NotEqual(made, backup.Seal(key));
        Assert.Equal(-1, made.AsSpan().IndexOf("server"u8));
        var opened = SiteBackup.Open(made, key);
        Assert.Equal((backup.Version, backup.TakenAt, backup.Took, Convert.ToHexString(backup.Bytes.Span)), (opened.Version, opened.TakenAt, opened.Took, Convert.ToHexString(opened.Bytes.Span)));
        Assert.Throws<SiteException>(() => SiteBackup.Open(made, SiteBackup.NewKey()));
        Assert.Throws<ArgumentException>(() => SiteBackup.Open(made, key.AsSpan(1)));
        for (var at = 0; at < made.Length; at++)
        {
            var changed = made.ToArray();
            changed[at] ^= 1;
            Assert.Throws<SiteException>(() => SiteBackup.Open(changed, key));
            Assert.Throws<SiteException>(() => SiteBackup.Open(made.AsSpan(0, at), key));
        }
    }
}
