using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace DistLab.Systems;

/// <summary>Starts this library as a program of its own.</summary>
internal static class DotNetProgram
{
    /// <summary>Starts a node's process, its three streams redirected.</summary>
    /// <exception cref="ClusterException">.NET, or the library's file, is not where it should be.</exception>
    public static Process StartNode()
    {
        var library = typeof(DotNetProgram).Assembly.Location;
        if (library.Length == 0 || !File.Exists(Path.ChangeExtension(library, ".runtimeconfig.json")))
            throw new ClusterException($"A node's process runs the file DistLab.Systems.dll with DistLab.Systems.runtimeconfig.json beside it, which {(library.Length == 0 ? "this program does not have" : $"are not both in '{Path.GetDirectoryName(library)}'")}. Build again.");
        var info = new ProcessStartInfo(Find(), ["exec", library, "node"])
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
