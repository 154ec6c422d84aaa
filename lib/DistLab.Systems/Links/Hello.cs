using DistLab.Protocols;

namespace DistLab.Systems;

/// <summary>What a caller says first.</summary>
/// <param name="Cluster">The cluster's name.</param>
/// <param name="From">Who calls.</param>
/// <param name="To">Whom it believes to have called.</param>
/// <param name="Nodes">How many nodes there are.</param>
/// <param name="Schema">The hash of its messages' schema.</param>
internal sealed record Hello(string Cluster, NodeId From, NodeId To, int Nodes, ulong Schema)
{
    private const string Magic = "DistLab";
    private const int Version = 1;

    public void Write(CodecWriter writer)
    {
        writer.Byte((byte)FrameKind.Hello);
        writer.Text(Magic);
        writer.Unsigned(Version);
        writer.Text(Cluster);
        writer.Signed(From.Index);
        writer.Signed(To.Index);
        writer.Unsigned((ulong)Nodes);
        writer.Raw(Schema);
    }

    /// <exception cref="CodecException">This is no greeting, or one of another version.</exception>
    public static Hello Read(ArraySegment<byte> frame)
    {
        var reader = new CodecReader();
        reader.Reset(frame.Array!, frame.Offset, frame.Count);
        if (reader.Byte() != (byte)FrameKind.Hello || reader.Text() != Magic)
            throw new CodecException("The caller does not speak this protocol.");
        var version = reader.Unsigned();
        if (version != Version)
            throw new CodecException($"The caller's frames are of version {version}, ours of version {Version}.");
        var hello = new Hello(reader.Text() ?? "", (int)reader.Signed(), (int)reader.Signed(), (int)reader.Unsigned(), reader.Raw<ulong>());
        reader.End();
        return hello;
    }

    /// <summary>Why a caller cannot be let in; null when it can.</summary>
    /// <param name="own">What this node would say to the same node.</param>
    /// <param name="proven">Who the caller has proved to be.</param>
    public string? Objection(Hello own, NodeId? proven)
    {
        if (proven is { } node && node != From)
            return $"The caller says that it is {From}, but its certificate is {node}'s.";
        if (Cluster != own.Cluster)
            return $"The caller is of cluster '{Cluster}', this node of '{own.Cluster}'.";
        if (To != own.From)
            return $"The caller wants {To}, but this is {own.From}.";
        if (Nodes != own.Nodes || (uint)From.Index >= (uint)own.Nodes)
            return $"The caller is {From} of {Nodes} nodes, but this cluster has {own.Nodes}.";
        return Schema == own.Schema
            ? null
            : $"The messages of {From} have the schema {Schema:x16}, those of {own.From} the schema {own.Schema:x16}: the two run different versions of the protocol. Build it again and restart both.";
    }
}
