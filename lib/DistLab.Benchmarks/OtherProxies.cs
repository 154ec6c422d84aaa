using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace DistLab.Benchmarks;

/// <summary>HAProxy and nginx in front of the same servers, with kept connections and as many threads as there are cores.</summary>
internal sealed class OtherProxies : IDisposable
{
    private readonly List<Process> _processes = [];

    public OtherProxies(string folder, IReadOnlyList<string> servers)
    {
        var (haProxy, nginx) = (FreePort(), FreePort());
        File.WriteAllText(Path.Combine(folder, "haproxy.cfg"), $"""
            global
              maxconn 4000
              nbthread {Environment.ProcessorCount}
            defaults
              mode http
              timeout connect 1s
              timeout client 30s
              timeout server 10s
              retries 3
              option redispatch 1
            frontend hub
              bind 127.0.0.1:{haProxy}
              default_backend servers
            backend servers
              balance roundrobin
              http-reuse always
              option httpchk GET /health
              default-server check inter 250ms fall 2 rise 2
            {string.Concat(servers.Select((server, i) => $"  server s{i} {server}\n"))}
            """);
        File.WriteAllText(Path.Combine(folder, "nginx.conf"), $$"""
            daemon off;
            worker_processes {{Environment.ProcessorCount}};
            pid {{folder}}/nginx.pid;
            error_log {{folder}}/nginx.log crit;
            events { worker_connections 4096; }
            http {
              access_log off;
              keepalive_requests 100000000;
              client_body_temp_path {{folder}}/body;
              proxy_temp_path {{folder}}/proxy;
              fastcgi_temp_path {{folder}}/fastcgi;
              uwsgi_temp_path {{folder}}/uwsgi;
              scgi_temp_path {{folder}}/scgi;
              upstream servers { {{string.Concat(servers.Select(server => $"server {server} max_fails=2 fail_timeout=1s; "))}} keepalive 64; keepalive_requests 100000000; }
              server {
                listen 127.0.0.1:{{nginx}};
                location / { proxy_pass http://servers; proxy_http_version 1.1; proxy_set_header Connection ""; }
              }
            }
            """);
        Start("haproxy", "-db", "-q", "-f", Path.Combine(folder, "haproxy.cfg"));
        Start("nginx", "-e", Path.Combine(folder, "nginx.log"), "-p", folder, "-c", Path.Combine(folder, "nginx.conf"));
        (HaProxy, Nginx) = (Wait(haProxy), Wait(nginx));
    }

    public Uri HaProxy { get; }

    public Uri Nginx { get; }

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            // Asked and not killed: nginx then ends its workers itself.
            using (var asking = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
                asking.WaitForExit();
            process.WaitForExit();
            process.Dispose();
        }
    }

    private void Start(string program, params string[] arguments)
    {
        var path = File.Exists($"/usr/sbin/{program}") ? $"/usr/sbin/{program}" : program;
        _processes.Add(Process.Start(new ProcessStartInfo(path, arguments) { RedirectStandardError = true })!);
    }

    private static Uri Wait(int port)
    {
        for (var i = 0; i < 200; i++)
        {
            try
            {
                using var client = new TcpClient();
                client.Connect(IPAddress.Loopback, port);
                return new($"http://127.0.0.1:{port}/");
            }
            catch (SocketException)
            {
                Thread.Sleep(20);
            }
        }
        throw new InvalidOperationException($"Nothing listens at port {port}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
