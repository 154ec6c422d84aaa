using DistLab.Protocols;

namespace DistLab.Web;

/// <content>How servers are replaced while they serve.</content>
public sealed partial class Site
{
    /// <summary>Replaces all servers while the device sends requests; it begins after a quarter of the load.</summary>
    /// <param name="kind">How.</param>
    /// <param name="load">What is asked of the site. It should last some seconds: a process needs about half a second to start.</param>
    /// <exception cref="SiteException">A new server does not come up; the others serve on.</exception>
    public async Task<DeploymentReport> DeployAsync(DeploymentKind kind, Load load)
    {
        ArgumentNullException.ThrowIfNull(load);
        var measuring = RunAsync(load);
        await Task.Delay(TimeSpan.FromSeconds(load.Length.Seconds / 4));
        var begin = Now;
        await (kind switch
        {
            DeploymentKind.BlueGreen => SwitchAsync(),
            DeploymentKind.Rolling => ReplaceInTurnAsync(isDrained: true),
            DeploymentKind.StopAndReplace => ReplaceInTurnAsync(isDrained: false),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        });
        var took = Now - begin;
        var report = await measuring;
        return new(kind, took, report.Figures.Unsuccessful, report);
    }

    /// <summary>Starts as many new servers, and when they are well has the hub use them instead of the old ones, which are drained and ended. They take the old ones' numbers.</summary>
    /// <exception cref="SiteException">A new server does not come up, or is not well; the old ones serve on.</exception>
    public async Task SwitchAsync()
    {
        var (old, fresh) = (_servers.ToList(), _servers.Select(_ => Make()).ToList());
        lock (_retired)
            _retired.AddRange(fresh);
        await Task.WhenAll(fresh.Select(server => server.StartAsync()));
        await AskHubAsync(new Order.Switch([.. fresh.Select(server => server.ToAddress())], 10.Seconds()));
        lock (_retired)
        {
            _servers.Clear();
            _servers.AddRange(fresh);
            _retired.RemoveAll(fresh.Contains);
        }
        foreach (var server in old)
            await server.DisposeAsync();
    }

    private async Task ReplaceInTurnAsync(bool isDrained)
    {
        for (var server = 0; server < Servers; server++)
        {
            if (isDrained)
                await DrainAsync(server);
            await KillAsync(server);
            await RestartAsync(server);
            if (isDrained)
                await ReopenAsync(server);
            await WaitUntilOpenAsync();
        }
    }
}
