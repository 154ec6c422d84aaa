using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DistLab.Protocols;

namespace DistLab.Systems;

/// <summary>
/// The authority of one cluster: it makes each node a certificate with which the node proves who it is. The authority's key
/// never leaves this object.
/// </summary>
/// <remarks>ECDSA on the curve P-256; a certificate is good for both ends of a connection, and for 30 days.</remarks>
public sealed class ClusterCertificates : IDisposable
{
    private const int DaysValid = 30;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _authority;

    /// <summary>A new authority, with a new key.</summary>
    public ClusterCertificates()
    {
        Cluster = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var request = new CertificateRequest($"CN=DistLab cluster {Cluster}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        _authority = request.CreateSelfSigned(From, To);
    }

    /// <summary>The cluster's name, drawn at random.</summary>
    public string Cluster { get; }

    // A clock that is a little behind must not take a new certificate for one of the future.
    private static DateTimeOffset From => DateTimeOffset.UtcNow.AddHours(-1);

    private static DateTimeOffset To => DateTimeOffset.UtcNow.AddDays(DaysValid);

    /// <summary>Makes a node a certificate and a key.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The node is the world outside.</exception>
    public NodeCredentials Issue(NodeId node) => Issue(node, Cluster);

    internal NodeCredentials Issue(NodeId node, string cluster)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(node.Index, nameof(node));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={NodeCredentials.NameOf(node, cluster)}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(NodeCredentials.NameOf(node, cluster));
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        // Server and client authentication (RFC 5280, 4.2.1.12).
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        using var certificate = request.Create(_authority, _authority.NotBefore, _authority.NotAfter, RandomNumberGenerator.GetBytes(16));
        return new(node, cluster, _authority.RawData, certificate.RawData, key.ExportPkcs8PrivateKey());
    }

    /// <summary>Forgets the authority's key. Certificates that it has made stay good.</summary>
    public void Dispose()
    {
        _authority.Dispose();
        _key.Dispose();
    }
}
