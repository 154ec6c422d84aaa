using System.Security.Cryptography.X509Certificates;
using DistLab.Protocols;

namespace DistLab.Systems;

/// <summary>What a node needs to prove who it is and to know the others: its certificate with the private key, and the cluster's authority.</summary>
/// <remarks>Whoever has these bytes is the node: keep them in memory, or in a file that only its owner can read.</remarks>
public sealed record NodeCredentials
{
    internal NodeCredentials(NodeId node, string cluster, byte[] authority, byte[] certificate, byte[] key)
    {
        Node = node;
        Cluster = cluster;
        Authority = authority;
        Certificate = certificate;
        Key = key;
    }

    /// <summary>Whose they are.</summary>
    public NodeId Node { get; }

    /// <summary>The cluster's name; certificates of another cluster are worth nothing here.</summary>
    public string Cluster { get; }

    internal byte[] Authority { get; }

    internal byte[] Certificate { get; }

    internal byte[] Key { get; }

    /// <summary>Does not show the key.</summary>
    public override string ToString() => $"credentials of {Node} in cluster {Cluster}";

    internal X509Certificate2 LoadAuthority() => X509CertificateLoader.LoadCertificate(Authority);

    internal X509Certificate2 LoadCertificate()
    {
        using var bare = X509CertificateLoader.LoadCertificate(Certificate);
        using var key = System.Security.Cryptography.ECDsa.Create();
        key.ImportPkcs8PrivateKey(Key, out _);
        var certificate = bare.CopyWithPrivateKey(key);
        if (!OperatingSystem.IsWindows())
            return certificate;
        // Windows' TLS does not take a key that lives in memory only.
        using (certificate)
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }

    /// <summary>The name by which a certificate binds its owner to a node of a cluster.</summary>
    internal static string NameOf(NodeId node, string cluster) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"p{node.Index}.{cluster}.distlab");
}
