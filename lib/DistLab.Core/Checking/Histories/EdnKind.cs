namespace DistLab.Checking;

/// <summary>What a form of EDN is.</summary>
internal enum EdnKind
{
    Nil,
    Boolean,
    Integer,
    Text,
    Keyword,

    /// <summary>A symbol, a character, or a number that is not a whole one of 64 bits.</summary>
    Other,

    /// <summary>A list or a vector.</summary>
    List,
    Set,
    Map,
}
