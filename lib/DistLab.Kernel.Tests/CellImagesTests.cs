using System.Reflection;

namespace DistLab.Kernel.Tests;

public class CellImagesTests
{
    [Fact]
    public async Task What_a_cell_was_compiled_to_can_be_had_under_the_agreed_name_and_runs_elsewhere()
    {
        var session = new Session();
        await session.RunAsync("class Greeter { public string Greet() => \"hello\"; }");
        string? taken = await session.ValueAsync(
            "Convert.ToBase64String(((Func<System.Reflection.Assembly, byte[]>)AppContext.GetData(\"DistLab.CellAssemblies\"))(typeof(Greeter).Assembly))");
        var copy = Assembly.Load(Convert.FromBase64String(taken!));
        var type = copy.GetTypes().Single(type => type.Name == "Greeter");
        Assert.Equal("hello", type.GetMethod("Greet")!.Invoke(Activator.CreateInstance(type), null));
    }

    [Fact]
    public async Task Of_what_no_cell_was_compiled_to_there_is_nothing()
    {
        await new Session().RunAsync("1");
        Assert.Null(((Func<Assembly, byte[]?>)AppContext.GetData(CellImages.DataName)!)(typeof(string).Assembly));
    }
}
