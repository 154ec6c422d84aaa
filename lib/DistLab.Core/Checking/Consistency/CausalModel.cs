namespace DistLab.Checking;

/// <summary>
/// What is meant by causal consistency. In each of them an operation comes after its client's earlier ones and after the write whose value
/// it read; they differ in how long clients may disagree on the order of writes that are not so related.
/// </summary>
/// <remarks>Names and definitions are those of Bouajjani, Enea, Guerraoui and Hamza, "On Verifying Causal Consistency" (POPL 2017).</remarks>
public enum CausalModel : byte
{
    /// <summary>Causal consistency, CC: each read by itself has an explanation. A client may change its mind about the order of concurrent writes.</summary>
    Weak,

    /// <summary>Causal memory, CM: each client keeps to one order of all that it knows of (Ahamad, Neiger, Burns, Kohli and Hutto 1995).</summary>
    Memory,

    /// <summary>Causal convergence, CCv: all clients keep to the same order of all writes, so that replicas end up alike.</summary>
    Convergence,
}
