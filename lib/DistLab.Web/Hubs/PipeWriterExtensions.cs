using System.IO.Pipelines;

namespace DistLab.Web;

/// <summary>Writing to Kestrel's answers.</summary>
internal static class PipeWriterExtensions
{
    private const int MostAtOnce = 4096;

    /// <summary>Writes bytes without sending them yet. Before its first byte Kestrel gives room only to those who say how much they want.</summary>
    public static void Put(this PipeWriter writer, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var count = Math.Min(bytes.Length, MostAtOnce);
            bytes[..count].CopyTo(writer.GetSpan(count));
            writer.Advance(count);
            bytes = bytes[count..];
        }
    }
}
