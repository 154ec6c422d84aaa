using DistLab.Consensus;
using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>A lock service that Raft replicates: locks with leases and fencing tokens, as long as a majority of its servers is up and connected.</summary>
public class RaftLockService : Raft<LockTable, LockCommand, LockResult>
{
    /// <summary>A service on the first so many nodes.</summary>
    /// <param name="servers">How many servers there are, 1 … 64.</param>
    /// <param name="options">Times and sizes.</param>
    /// <exception cref="ArgumentException">There is no server.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are too many.</exception>
    public RaftLockService(int servers, RaftOptions? options = null)
        : base(new LockMachine(), NodeSet.First(servers), options)
    {
    }
}
