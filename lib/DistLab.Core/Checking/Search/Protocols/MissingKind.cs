namespace DistLab.Checking.Search;

/// <summary>What kinds of things must be learnt.</summary>
internal enum MissingKind : byte
{
    /// <summary>What a node does with a message.</summary>
    Delivery,

    /// <summary>What can happen at a node of itself.</summary>
    OfItself,

    /// <summary>What an observer makes of outputs.</summary>
    History,

    /// <summary>What a node becomes when names are exchanged.</summary>
    RenamedLocal,

    /// <summary>What an envelope becomes when names are exchanged.</summary>
    RenamedEnvelope,
}
