using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace DistLab.Core.Tests;

public class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["DistLab.Core"] = [],
        ["DistLab.Systems"] = ["DistLab.Core"],
        ["DistLab.Web"] = ["DistLab.Core", "DistLab.Systems"],
        ["DistLab.Notebooks"] = ["DistLab.Core", "DistLab.Systems"],
        ["DistLab.Interop"] = ["DistLab.Notebooks"],
        ["DistLab.Kernel"] = [],
        ["DistLab.Grading"] = ["DistLab.Kernel"],
        ["DistLab.Cli"] = ["DistLab.Core", "DistLab.Systems", "DistLab.Web", "DistLab.Notebooks", "DistLab.Kernel", "DistLab.Grading"],
        ["DistLab.Benchmarks"] = ["DistLab.Core", "DistLab.Systems", "DistLab.Web", "DistLab.Notebooks", "DistLab.Kernel"],
    };

    [Fact]
    public void Every_project_refers_only_to_those_below_it() => Assert.Empty(WrongReferences(Projects()));

    [Fact]
    public void A_reference_that_points_the_wrong_way_is_found()
    {
        var planted = XDocument.Parse("<Project><ItemGroup><ProjectReference Include=\"../DistLab.Cli/DistLab.Cli.csproj\" /></ItemGroup></Project>");
        Assert.Equal(["DistLab.Core → DistLab.Cli"], WrongReferences([("DistLab.Core", planted)]));
    }

    [Fact]
    public void Core_depends_on_nothing_but_its_numerics()
    {
        var core = Projects().Single(p => p.Name == "DistLab.Core").Project;
        var packages = core.Descendants("PackageReference").Where(p => p.Attribute("PrivateAssets") is null).Select(p => p.Attribute("Include")!.Value);
        Assert.Equal(["MathNet.Numerics"], packages);
    }

    [Fact]
    public void Every_project_stands_in_the_full_solution_and_what_any_feed_can_build_in_the_default_one()
    {
        var all = Projects().Select(p => p.Name).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(all, Solution("lib/DistLab.Full.slnx"));
        Assert.Equal(all.Where(name => !name.StartsWith("DistLab.Interop", StringComparison.Ordinal)), Solution("DistLab.slnx"));
    }

    [Fact]
    public void The_root_holds_one_solution_which_dotnet_takes() => Assert.Single(Directory.EnumerateFiles(Root(), "*.slnx"));

    private static IEnumerable<string> Solution(string file) =>
        XDocument.Load(Path.Combine(Root(), file)).Descendants("Project").Select(p => Path.GetFileNameWithoutExtension(p.Attribute("Path")!.Value)).Order(StringComparer.Ordinal);

    private static IEnumerable<string> WrongReferences(IEnumerable<(string Name, XDocument Project)> projects) =>
        from project in projects
        let name = project.Name.EndsWith(".Tests", StringComparison.Ordinal) ? project.Name[..^".Tests".Length] : project.Name
        let allowed = project.Name == name ? Allowed[name] : [name, .. Allowed[name]]
        from reference in project.Project.Descendants("ProjectReference")
        let target = Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)
        where !allowed.Contains(target)
        select $"{project.Name} → {target}";

    private static IEnumerable<(string Name, XDocument Project)> Projects() =>
        Directory.EnumerateFiles(Path.Combine(Root(), "lib"), "*.csproj", SearchOption.AllDirectories)
            .Select(file => (Path.GetFileNameWithoutExtension(file), XDocument.Load(file)));

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
