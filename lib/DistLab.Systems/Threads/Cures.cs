using DistLab.Protocols;

namespace DistLab.Systems.Threads;

/// <summary>The lock manager that goes with a cure.</summary>
internal static class Cures
{
    public static LockManagerOptions Options(DeadlockCure cure) => cure switch
    {
        DeadlockCure.Detection => new(),
        DeadlockCure.Periodic => new() { Detection = DeadlockDetection.Periodic, Period = 10.Milliseconds() },
        DeadlockCure.Timeout => new() { Detection = DeadlockDetection.None, Patience = 10.Milliseconds() },
        _ => new() { Detection = DeadlockDetection.None },
    };
}
