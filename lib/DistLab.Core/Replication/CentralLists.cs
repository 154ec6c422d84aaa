using DistLab.Protocols;

namespace DistLab.Replication;

/// <summary>Lists under keys, on one node, read and appended to in transactions: each is served as a whole, so that they are strictly serializable.</summary>
public sealed class CentralLists : CentralStore<ValueList<StoreEntry<ValueList<string>>>, CentralLists.Transaction, CentralLists.Result>
{
    /// <summary>What a client asks: some steps, all of them at once.</summary>
    /// <param name="Steps">In their order.</param>
    public sealed record Transaction(ValueList<Step> Steps);

    /// <summary>A read of a list, or an append to it.</summary>
    /// <param name="Key">Of which key.</param>
    /// <param name="Appended">What is appended; null for a read.</param>
    public sealed record Step(string Key, string? Appended);

    /// <summary>What a client is answered.</summary>
    /// <param name="Read">For each step the list that it read; null for an append, and where there is no list.</param>
    public sealed record Result(ValueList<ValueList<string>?> Read);

    /// <inheritdoc/>
    protected override ValueList<StoreEntry<ValueList<string>>> Empty => [];

    /// <inheritdoc/>
    protected override (ValueList<StoreEntry<ValueList<string>>> Data, Result Reply) Serve(ValueList<StoreEntry<ValueList<string>>> data, Transaction request)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(request);
        var read = new List<ValueList<string>?>();
        foreach (var step in request.Steps)
        {
            var list = data.Find(step.Key);
            read.Add(step.Appended is null ? list : null);
            if (step.Appended is { } value)
                data = data.Put(step.Key, (list ?? []).Add(value));
        }
        return (data, new([.. read]));
    }
}
