using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace DistLab.Cli.Tests.Peers;

/// <summary>A Jupyter Notebook server over a folder, on a free port of this machine.</summary>
internal sealed class NotebookServer : IAsyncDisposable
{
    private const string Token = "token";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Jupyter _jupyter;
    private readonly PeerProcess _process;
    private readonly Uri _address;

    private NotebookServer(Jupyter jupyter, PeerProcess process, Uri address)
    {
        _jupyter = jupyter;
        _process = process;
        _address = address;
    }

    /// <summary>Where a notebook of the folder is edited.</summary>
    public string PageOf(string notebook) => new Uri(_address, $"notebooks/{notebook}?token={Token}").ToString();

    public static async Task<NotebookServer> StartAsync(Jupyter jupyter, string folder)
    {
        var process = jupyter.StartPython(
            "-m", "notebook", "--no-browser", "--allow-root", "--ip=127.0.0.1", $"--port={FreePort()}", "--NotebookApp.port_retries=50",
            $"--notebook-dir={folder}", $"--NotebookApp.token={Token}");
        var runtime = jupyter.Variables["JUPYTER_RUNTIME_DIR"]!;
        for (var patience = Stopwatch.StartNew(); patience.Elapsed < Limit && !process.HasExited; await Task.Delay(50))
        {
            if (Port(runtime, folder) is { } port) return new NotebookServer(jupyter, process, new Uri($"http://127.0.0.1:{port}/"));
        }
        await process.DisposeAsync();
        throw new InvalidOperationException($"Jupyter Notebook did not come up. It said:\n{process.Said}");
    }

    /// <summary>Ends the server as its users do, which ends its kernels too.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            using var client = new HttpClient { Timeout = Limit };
            client.DefaultRequestHeaders.Add("Authorization", $"token {Token}");
            (await client.PostAsync(new Uri(_address, "api/shutdown"), null)).EnsureSuccessStatusCode();
            await _process.SucceedAsync(Limit);
        }
        finally
        {
            await _process.DisposeAsync();
        }
        await _jupyter.AssertNoKernelIsLeftAsync();
    }

    // Given 0 the server would take a free port and not tell which. Should another program be faster, the server takes one nearby.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // The server writes down where it listens; a file that is half written is read again later.
    private static int? Port(string runtime, string folder)
    {
        if (!Directory.Exists(runtime)) return null;
        foreach (var file in Directory.GetFiles(runtime, "nbserver-*.json"))
        {
            try
            {
                var server = JsonNode.Parse(File.ReadAllText(file));
                if ((string?)server?["notebook_dir"] == folder && (int?)server["port"] is > 0 and var port) return port;
            }
            catch (System.Text.Json.JsonException)
            {
            }
        }
        return null;
    }
}
