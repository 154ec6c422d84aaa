namespace DistLab.Models;

/// <summary>How a client of a <see cref="MaskedRequest"/> protects itself.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Servers">How many servers it asks, each able to answer.</param>
/// <param name="Tries">How many times it asks those that are silent.</param>
/// <param name="Agreeing">How many servers must give the same answer before it believes it.</param>
/// <param name="Checksums">Whether messages whose checksum is wrong are thrown away.</param>
public sealed record Defence(string Name, int Servers = 1, int Tries = 1, int Agreeing = 1, bool Checksums = false)
{
    /// <summary>No defence, then each technique by itself, then together.</summary>
    public static IReadOnlyList<Defence> All { get; } =
    [
        new("nothing"),
        new("send again", Tries: 10),
        new("3 servers, first answer", Servers: 3),
        new("checksum", Checksums: true),
        new("checksum, send again", Tries: 10, Checksums: true),
        new("3 servers, 2 agree", Servers: 3, Agreeing: 2),
        new("all of these", Servers: 3, Tries: 10, Agreeing: 2, Checksums: true),
    ];
}
