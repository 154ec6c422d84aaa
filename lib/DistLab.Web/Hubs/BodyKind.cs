namespace DistLab.Web;

/// <summary>How one knows where the body of an answer ends: RFC 9112, section 6.3.</summary>
internal enum BodyKind
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>By its length.</summary>
    Length,

    /// <summary>It comes in chunks, the last of which is empty.</summary>
    Chunked,

    /// <summary>When the server closes the connection.</summary>
    UntilClose,
}
