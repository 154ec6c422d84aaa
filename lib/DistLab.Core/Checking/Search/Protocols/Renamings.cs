namespace DistLab.Checking.Search;

/// <summary>What single nodes and envelopes become when nodes that are alike exchange their names.</summary>
internal sealed class Renamings<TState, TMessage>(Symmetry<TState, TMessage> symmetry, int nodes, Locals<TState> locals, Envelopes<TMessage> envelopes)
    where TState : class
    where TMessage : class
{
    private readonly NodePermutation[] _permutations = [.. NodePermutation.Among(symmetry.Alike, nodes)];
    private readonly PairTable _locals = new();
    private readonly PairTable _envelopes = new();

    /// <summary>How many ways there are to exchange names.</summary>
    public int Count => _permutations.Length;

    /// <summary>What a node becomes; <see cref="PairTable.None"/> when that must be learnt first.</summary>
    public int Local(int local, int renaming) => _locals[local, renaming];

    /// <summary>What an envelope becomes; <see cref="PairTable.None"/> when that must be learnt first.</summary>
    public int Envelope(int envelope, int renaming) => _envelopes[envelope, renaming];

    public void LearnLocal(int local, int renaming)
    {
        if (Local(local, renaming) != PairTable.None)
            return;
        var (permutation, before) = (_permutations[renaming], locals[local]);
        var node = permutation[before.Node].Index;
        var state = before.State is null ? null : symmetry.State(before.State, permutation);
        _locals[local, renaming] = before.IsUp
            ? locals.Up(node, state!, [.. before.Timers.Select(timer => Message(timer, permutation)).Order()])
            : locals.Down(node, state);
    }

    public void LearnEnvelope(int envelope, int renaming)
    {
        if (Envelope(envelope, renaming) != PairTable.None)
            return;
        var (permutation, before) = (_permutations[renaming], envelopes[envelope]);
        _envelopes[envelope, renaming] = envelopes.NumberOf(
            permutation[before.From].Index, permutation[before.To].Index, symmetry.Message(envelopes.Message(envelope), permutation));
    }

    private int Message(int message, NodePermutation permutation) =>
        envelopes.Messages.NumberOf(symmetry.Message(envelopes.Messages[message], permutation));
}
