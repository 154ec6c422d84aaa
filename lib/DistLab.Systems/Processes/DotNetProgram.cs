using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace DistLab.Systems;

/// <summary>Starts a library of ours as a program of its own.</summary>
internal static class DotNetProgram
{
    /// <summary>Starts a process, its three streams redirected.</summary>
    /// <param name="assembly">The library whose program it runs.</param>
    /// <param name="role">What the program is to be: its only argument.</param>
    /// <param name="environment">Variables for it alone.</param>
    /// <exception cref="ClusterException">.NET, or the library's file, is not where it should be.</exception>
    public static Process Start(Assembly assembly, string role, IEnumerable<(string Name, string Value)> environment)
    {
        var library = assembly.Location;
        if (library.Length == 0 || !File.Exists(Path.ChangeExtension(library, ".runtimeconfig.json")))
            throw new ClusterException($"A process of its own runs the file {assembly.GetName().Name}.dll with {assembly.GetName().Name}.runtimeconfig.json beside it, which {(library.Length == 0 ? "this program does not have" : $"are not both in '{Path.GetDirectoryName(library)}'")}. Build again.");
        var info = new ProcessStartInfo(Find(), ["exec", library, role])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
            CreateNoWindow = true,
        };
        // A crash of a node is an ordinary event: it must leave no dump behind.
        info.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        // What a debugger or profiler asked of this process is not meant for the nodes.
        info.Environment.Remove("DOTNET_STARTUP_HOOKS");
        info.Environment["DOTNET_EnableDiagnostics"] = "0";
        foreach (var (name, value) in environment)
            info.Environment[name] = value;
        try
        {
            return Process.Start(info)!;
        }
        catch (Win32Exception e)
        {
            throw new ClusterException($"The program '{info.FileName}' cannot be started: {e.Message}. Is .NET installed, and in the PATH?", e);
        }
    }

    // The runtime's folder is <root>/shared/Microsoft.NETCore.App/<version>/.
    private static string Find()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var path = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(path) ? path : name;
    }
}
