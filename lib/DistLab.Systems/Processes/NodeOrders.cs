using DistLab.Protocols;

namespace DistLab.Systems;

/// <summary>Under what circumstances a process is to run its node.</summary>
internal sealed record NodeOrders(
    NodeId Self,
    int Nodes,
    int Life,
    long StepsBefore,
    ulong Seed,
    long Beginning,
    Duration ClockOffset,
    long ClockDrift,
    string Folder,
    bool FolderIsTemporary,
    NodeCredentials? Credentials,
    bool RecordsOutputsOnly);
