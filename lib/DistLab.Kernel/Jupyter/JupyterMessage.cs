using System.Text.Json;

namespace DistLab.Kernel;

/// <summary>A message that came in, found to be signed and well formed.</summary>
/// <param name="From">The connection that it came by; replies go back there.</param>
/// <param name="Prefix">The frames before the delimiter, which a reply repeats.</param>
/// <param name="Type">For example <c>execute_request</c>.</param>
/// <param name="Header">The header byte for byte: it is the parent header of all that follows from this message.</param>
/// <param name="Content">A JSON object, its members unchecked.</param>
/// <param name="Size">The bytes of all frames.</param>
internal sealed record JupyterMessage(
    ZmtpConnection From, IReadOnlyList<byte[]> Prefix, string Type, byte[] Header, JsonElement Content, long Size)
{
    /// <summary>The header of what nobody asked for.</summary>
    internal static readonly byte[] NoHeader = "{}"u8.ToArray();
}
