using DistLab.Checking.Causality;

namespace DistLab.Checking;

/// <summary>
/// Whether every client sees effects after their causes: its own operations in order, and a write after all that its writer had read and
/// written before it.
/// </summary>
/// <remarks>
/// Checked by the bad patterns of Bouajjani, Enea, Guerraoui and Hamza, "On Verifying Causal Consistency" (POPL 2017), which takes polynomial
/// time since every write of a key writes another value; where a value that was read was written twice, the verdict is Unknown. The
/// operations are <c>read</c> or <c>get</c>, and <c>write</c> or <c>put</c>. A write without an answer counts if it was read, and holds up none of its
/// client's later operations.
/// </remarks>
public static class CausalConsistency
{
    /// <summary>Checks a history.</summary>
    /// <param name="history">What clients did and saw.</param>
    /// <param name="model">What is meant by causal consistency.</param>
    /// <param name="initial">What a key holds before it is written.</param>
    /// <exception cref="ArgumentException">There are operations other than reads and writes.</exception>
    public static ConsistencyVerdict Check(History history, CausalModel model = CausalModel.Memory, Value initial = default) => model switch
    {
        CausalModel.Weak => CausalVerdict.Of(history, "causally consistent", initial, WeakCausality.Find),
        CausalModel.Memory => CausalVerdict.Of(history, "causal memory", initial, accesses => WeakCausality.Find(accesses) ?? CausalMemory.Find(accesses)),
        CausalModel.Convergence => CausalVerdict.Of(history, "causally convergent", initial, accesses => WeakCausality.Find(accesses) ?? CausalConvergence.Find(accesses)),
        _ => throw new ArgumentOutOfRangeException(nameof(model), model, "There are three kinds of causal consistency."),
    };
}
