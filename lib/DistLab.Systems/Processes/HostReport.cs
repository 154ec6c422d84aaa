namespace DistLab.Systems;

/// <summary>What a node's process tells the cluster.</summary>
internal abstract record HostReport
{
    /// <summary>The node can be called at an address.</summary>
    public sealed record Ready(string Address) : HostReport;

    /// <summary>All other nodes were reached once.</summary>
    public sealed record Connected : HostReport;

    /// <summary>Rows of the node's trace; see <see cref="RowCodec{TMessage}"/>.</summary>
    public sealed record Rows(byte[] Bytes) : HostReport;

    /// <summary>The state that was asked for; its bytes are missing where it cannot travel.</summary>
    public sealed record State(int Question, byte[]? Bytes, string Text) : HostReport;

    /// <summary>The protocol's code printed something.</summary>
    public sealed record Printed(string Text) : HostReport;

    /// <summary>A line about connections that fail or are refused.</summary>
    public sealed record Line(string Text) : HostReport;

    /// <summary>The node cannot go on.</summary>
    public sealed record Failed(string Reason) : HostReport;
}
