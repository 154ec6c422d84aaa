using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using DistLab.Protocols;

namespace DistLab.Systems;

/// <summary>How the two ends of a connection get to know each other.</summary>
internal abstract class LinkSecurity : IDisposable
{
    /// <summary>Anybody is believed to be who they say: only where a user has asked for it.</summary>
    public static LinkSecurity None { get; } = new Trusting();

    /// <summary>Mutual TLS: each end proves by a certificate of the cluster which node it is.</summary>
    public static LinkSecurity Of(NodeCredentials? credentials) => credentials is null ? None : new Tls(credentials);

    /// <summary>Calls a node, and makes sure that it is that node which answers.</summary>
    /// <exception cref="AuthenticationException">It is not.</exception>
    public abstract Task<Stream> CallAsync(Stream stream, NodeId peer, CancellationToken cancellation);

    /// <summary>Answers a call, and finds out who calls; null where anybody is believed.</summary>
    /// <exception cref="AuthenticationException">The caller proved nothing.</exception>
    public abstract Task<(Stream Stream, NodeId? Peer)> AnswerAsync(Stream stream, CancellationToken cancellation);

    public virtual void Dispose()
    {
    }

    private sealed class Trusting : LinkSecurity
    {
        public override Task<Stream> CallAsync(Stream stream, NodeId peer, CancellationToken cancellation) => Task.FromResult(stream);

        public override Task<(Stream Stream, NodeId? Peer)> AnswerAsync(Stream stream, CancellationToken cancellation) =>
            Task.FromResult<(Stream, NodeId?)>((stream, null));
    }

    private sealed class Tls : LinkSecurity
    {
        private readonly string _cluster;
        private readonly X509Certificate2 _own;
        private readonly X509Certificate2 _authority;
        private readonly SslStreamCertificateContext _context;

        public Tls(NodeCredentials credentials)
        {
            _cluster = credentials.Cluster;
            _own = credentials.LoadCertificate();
            _authority = credentials.LoadAuthority();
            _context = SslStreamCertificateContext.Create(_own, null, offline: true);
        }

        private X509ChainPolicy Policy => new()
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { _authority },
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };

        public override async Task<Stream> CallAsync(Stream stream, NodeId peer, CancellationToken cancellation)
        {
            var tls = new SslStream(stream);
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = NodeCredentials.NameOf(peer, _cluster),
                    ClientCertificateContext = _context,
                    CertificateChainPolicy = Policy,
                    EnabledSslProtocols = SslProtocols.Tls13 | SslProtocols.Tls12,
                },
                cancellation);
            return tls;
        }

        public override async Task<(Stream Stream, NodeId? Peer)> AnswerAsync(Stream stream, CancellationToken cancellation)
        {
            var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions
                {
                    ServerCertificateContext = _context,
                    ClientCertificateRequired = true,
                    CertificateChainPolicy = Policy,
                    EnabledSslProtocols = SslProtocols.Tls13 | SslProtocols.Tls12,
                },
                cancellation);
            return (tls, NodeIn(tls.RemoteCertificate as X509Certificate2 ?? throw new AuthenticationException("The caller showed no certificate.")));
        }

        public override void Dispose()
        {
            _own.Dispose();
            _authority.Dispose();
        }

        private NodeId NodeIn(X509Certificate2 certificate)
        {
            var name = certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false);
            var digits = name.Split('.')[0].TrimStart('p');
            return int.TryParse(digits, out var index) && index >= 0 && name == NodeCredentials.NameOf(index, _cluster)
                ? new NodeId(index)
                : throw new AuthenticationException($"The caller's certificate is for '{name}', which is no node of this cluster.");
        }
    }
}
