using System.Diagnostics;

namespace DistLab.Systems.Tests;

/// <summary>The processes of this machine that live.</summary>
internal static class LiveProcesses
{
    /// <summary>Whether a process lives. One that nobody has asked for its exit code yet is dead all the same.</summary>
    public static bool Contains(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited && !(File.Exists($"/proc/{process}/stat") && File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal));
        }
        catch (Exception e) when (e is ArgumentException or IOException)
        {
            return false;
        }
    }

    /// <summary>Waits until none of these lives any more, and fails if one stays.</summary>
    public static async Task AllEndAsync(IReadOnlyCollection<int> processes)
    {
        Assert.NotEmpty(processes);
        for (var i = 0; i < 2_000 && processes.Any(Contains); i++)
            await Task.Delay(10);
        Assert.DoesNotContain(processes, Contains);
    }
}
