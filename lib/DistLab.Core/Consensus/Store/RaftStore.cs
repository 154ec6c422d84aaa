using DistLab.Protocols;

namespace DistLab.Consensus;

/// <summary>A key-value store that Raft replicates: linearizable, and at work as long as a majority of its servers is up and connected.</summary>
public class RaftStore : Raft<ValueMap<string, string>, StoreCommand, StoreResult>
{
    /// <summary>A store on the first so many nodes.</summary>
    /// <param name="servers">How many servers there are at first, 1 … 64.</param>
    /// <param name="options">Times and sizes.</param>
    /// <exception cref="ArgumentException">There is no server.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are too many.</exception>
    public RaftStore(int servers, RaftOptions? options = null)
        : base(new StoreMachine(), NodeSet.First(servers), options)
    {
    }
}
