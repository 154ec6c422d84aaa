namespace DistLab.LoadBalancing;

/// <summary>Compares servers by outstanding requests per weight.</summary>
internal static class Burden
{
    public static bool IsLess(in ServerLoad one, in ServerLoad other) => (long)one.Outstanding * other.Weight < (long)other.Outstanding * one.Weight;
}
