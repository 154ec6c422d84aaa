namespace DistLab.Kernel.Tests;

/// <summary>The rules are those of Jupyter's documentation, "Common Directories and File Locations", data files.</summary>
public sealed class KernelFoldersTests
{
    [Theory]
    [InlineData(PlatformID.Unix, "", "home/.local/share/jupyter/kernels")]
    [InlineData(PlatformID.Unix, "XDG_DATA_HOME=xdg", "xdg/jupyter/kernels")]
    [InlineData(PlatformID.Unix, "XDG_DATA_HOME=", "home/.local/share/jupyter/kernels")]
    [InlineData(PlatformID.Unix, "XDG_DATA_HOME=xdg JUPYTER_DATA_DIR=data", "data/kernels")]
    [InlineData(PlatformID.MacOSX, "XDG_DATA_HOME=xdg", "home/Library/Jupyter/kernels")]
    [InlineData(PlatformID.MacOSX, "JUPYTER_DATA_DIR=data", "data/kernels")]
    [InlineData(PlatformID.Win32NT, "APPDATA=roaming XDG_DATA_HOME=xdg", "roaming/jupyter/kernels")]
    [InlineData(PlatformID.Win32NT, "", "home/AppData/Roaming/jupyter/kernels")]
    [InlineData(PlatformID.Win32NT, "APPDATA=roaming JUPYTER_DATA_DIR=data", "data/kernels")]
    public void The_users_folder_is_the_one_that_Jupyter_looks_in(PlatformID system, string variables, string expected)
    {
        var set = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        Assert.Equal(Path.Combine(expected.Split('/')), KernelFolders.OfUser(system, "home", name => set.GetValueOrDefault(name)));
    }

    [Fact]
    public void A_user_without_a_home_is_told_what_to_do() =>
        Assert.Contains("JUPYTER_DATA_DIR", Assert.Throws<KernelInstallException>(() => KernelFolders.OfUser(PlatformID.Unix, "", _ => null)).Message);

    [Fact]
    public void A_prefix_has_its_kernels_below_share() =>
        Assert.Equal(Path.Combine("venv", "share", "jupyter", "kernels"), KernelFolders.Below("venv"));
}
