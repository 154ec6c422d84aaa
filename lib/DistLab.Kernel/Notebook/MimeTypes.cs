namespace DistLab.Kernel;

/// <summary>How nbformat stores a MIME type's value.</summary>
internal static class MimeTypes
{
    internal const string Html = "text/html";
    internal const string Plain = "text/plain";
    internal const string Markdown = "text/markdown";
    internal const string Progress = "application/vnd.distlab.progress+json";
    internal const string Mermaid = "text/vnd.mermaid";

    /// <summary>Stored as JSON, not as a string that holds JSON.</summary>
    internal static bool IsJson(string mimeType) =>
        mimeType is "application/json"
        || (mimeType.StartsWith("application/", StringComparison.Ordinal) && mimeType.EndsWith("+json", StringComparison.Ordinal));

    /// <summary>Stored as an array of lines (nbformat, v4/rwbase.py: split_lines).</summary>
    internal static bool IsMultiline(string mimeType) =>
        mimeType.StartsWith("text/", StringComparison.Ordinal) || mimeType is "application/javascript" or "image/svg+xml";
}
