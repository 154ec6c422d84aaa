using System.Diagnostics;
using System.Security;
using System.Text;
using System.Text.Json.Nodes;

namespace DistLab.Kernel;

/// <summary>
/// Packages for <c>#r "nuget: …"</c>: a project is generated that refers to all of them, <c>dotnet restore</c> is run on it,
/// and the files are read from its <c>project.assets.json</c>.
/// </summary>
internal sealed class NuGetPackages
{
    private static readonly TimeSpan RestoreLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(5);

    private readonly List<(string Name, string Version)> _packages = [];
    private readonly List<string> _sources = [];

    internal void AddSource(string source) => _sources.Add(source);

    /// <summary>The libraries of a package and of what it depends on.</summary>
    /// <exception cref="CellFailure">It cannot be restored.</exception>
    internal IReadOnlyList<string> Restore(CellDirective directive, CancellationToken cancellation)
    {
        string[] parts = directive.Package.Split(',', StringSplitOptions.TrimEntries);
        if (parts is not ([{ Length: > 0 }] or [{ Length: > 0 }, { Length: > 0 }]))
            throw directive.Fail($"\"nuget: {directive.Package}\" is not understood. Write #r \"nuget: Name, Version\".");
        var package = (Name: parts[0], Version: parts.Length > 1 ? parts[1] : "*");
        var packages = _packages.Where(known => !known.Name.Equals(package.Name, StringComparison.OrdinalIgnoreCase)).Append(package).ToList();
        var folder = Directory.CreateTempSubdirectory("distlab-nuget-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "packages.csproj"), Project(packages));
            RunRestore(directive, folder.FullName, cancellation);
            var files = Files(Path.Combine(folder.FullName, "obj", "project.assets.json"));
            _packages.RemoveAll(known => known.Name.Equals(package.Name, StringComparison.OrdinalIgnoreCase));
            _packages.Add(package);
            return files;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private string Project(IReadOnlyList<(string Name, string Version)> packages)
    {
        var references = new StringBuilder();
        foreach (var (name, version) in packages)
            references.Append($"""<PackageReference Include="{SecurityElement.Escape(name)}" Version="{SecurityElement.Escape(version)}" />""");
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net{Environment.Version.Major}.0</TargetFramework>
                <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>
                <RestoreAdditionalProjectSources>{SecurityElement.Escape(string.Join(';', _sources))}</RestoreAdditionalProjectSources>
              </PropertyGroup>
              <ItemGroup>{references}</ItemGroup>
            </Project>
            """;
    }

    private static void RunRestore(CellDirective directive, string folder, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(DotNetHost.Path, ["restore", "--nologo", "-v", "q", "packages.csproj"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["MSBUILDDISABLENODEREUSE"] = "1" },
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(RestoreLimit);
        string output;
        try
        {
            // A server that the build leaves running may keep these open after the process has ended.
            var written = Task.WhenAll(process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            process.WaitForExitAsync(limit.Token).GetAwaiter().GetResult();
            output = written.Wait(Drain) ? string.Concat(written.Result) : "";
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            throw directive.Fail($"restoring \"nuget: {directive.Package}\" took longer than {RestoreLimit.TotalMinutes} minutes. Is the package source reachable?");
        }
        if (process.ExitCode != 0)
            throw directive.Fail($"the package \"{directive.Package}\" could not be restored: {Reason(output, folder)}");
    }

    /// <summary>The errors, without the temporary project's path before each.</summary>
    private static string Reason(string output, string folder)
    {
        var errors = output.Split('\n')
            .Where(line => line.Contains("error", StringComparison.Ordinal))
            .Select(line => line.Trim().Replace(Path.Combine(folder, "packages.csproj"), "", StringComparison.Ordinal))
            .Select(line => line.Replace("[]", "", StringComparison.Ordinal).TrimStart(' ', ':').TrimEnd())
            .Distinct();
        return string.Join(" ", errors) is { Length: > 0 } text ? text : "dotnet restore failed without saying why.";
    }

    /// <summary>The runtime files that NuGet chose, from the graph of the one target framework.</summary>
    private static List<string> Files(string assetsPath)
    {
        var assets = JsonNode.Parse(File.ReadAllText(assetsPath))!;
        string[] roots = [.. assets["packageFolders"]!.AsObject().Select(folder => folder.Key)];
        var files = new List<string>();
        foreach (var (library, parts) in assets["targets"]!.AsObject().First().Value!.AsObject())
        {
            string? folder = (string?)assets["libraries"]?[library]?["path"];
            foreach (var (file, _) in parts?["runtime"] as JsonObject ?? [])
            {
                string? found = folder is null ? null : roots.Select(root => Path.Combine(root, folder, file)).FirstOrDefault(File.Exists);
                if (found is not null && found.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
                    files.Add(found);
            }
        }
        return files;
    }
}
