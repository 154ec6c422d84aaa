using System.Runtime.InteropServices;

namespace DistLab.Kernel;

/// <summary>The <c>dotnet</c> program that this process runs on, wherever it was installed.</summary>
internal static class DotNetHost
{
    /// <summary>Its full path; just its name where it does not lie beside the runtime.</summary>
    internal static string Path { get; } = Find();

    private static string Find()
    {
        string name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        // The runtime's folder is <root>/shared/Microsoft.NETCore.App/<version>/.
        string root = System.IO.Path.GetFullPath(System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        string path = System.IO.Path.Combine(root, name);
        return File.Exists(path) ? path : name;
    }
}
