using System.Reflection;
using System.Text.RegularExpressions;

namespace DistLab.Kernel;

/// <summary>
/// A kernel in one of the <see cref="KernelFolders"/>, under a name: its specification, its pictures, and the program itself, so
/// that it works whatever becomes of the place that it was built in. The specification appears last, in one step: until then an
/// installation that is broken off leaves what was there before.
/// </summary>
public sealed partial class KernelInstallation
{
    /// <summary>The name that notebooks in C# ask for.</summary>
    public const string DefaultName = ".net-csharp";

    private const string Pictures = "kernel-logo/";
    private readonly string _kernels;

    /// <summary>Looks at a name; changes nothing.</summary>
    /// <param name="kernels">The folder of kernels, in full.</param>
    /// <param name="name">The kernel's name: letters, digits, dots, hyphens and underscores. Jupyter takes large letters for small ones.</param>
    /// <exception cref="KernelInstallException">It cannot be a kernel's name.</exception>
    public KernelInstallation(string kernels, string name)
    {
        if (!NameForm().IsMatch(name) || name.Trim('.').Length == 0)
            throw new KernelInstallException($"'{name}' cannot be a kernel's name: letters, digits, dots, hyphens and underscores can.");
        _kernels = kernels;
        Name = name.ToLowerInvariant();
        Folder = Path.Combine(kernels, Name);
    }

    /// <summary>The kernel's name.</summary>
    public string Name { get; }

    /// <summary>The folder that the kernel has, or would have.</summary>
    public string Folder { get; }

    /// <summary>What front ends show.</summary>
    public static string DisplayName => KernelSpec.DisplayName;

    /// <summary>Whose kernel has the name now.</summary>
    internal KernelOwner Owner
    {
        get
        {
            if (File.Exists(Specification))
                return KernelSpec.IsOurs(Specification) ? KernelOwner.DistLab : KernelOwner.Other;
            if (!Path.Exists(Folder))
                return KernelOwner.None;
            // Without a specification there is no kernel; what a broken or a halfway removed installation of ours left is ours.
            return Directory.Exists(Folder) && Directory.EnumerateFileSystemEntries(Folder).All(IsLeftOver) ? KernelOwner.None : KernelOwner.Other;
        }
    }

    private string Specification => Path.Combine(Folder, KernelSpec.FileName);

    /// <summary>Installs the kernel, in place of the one that has the name. A kernel that runs goes on.</summary>
    /// <param name="publish">Puts the program into the folder that it is given.</param>
    /// <param name="replace">Whether a kernel that is not DistLab's may be replaced.</param>
    /// <exception cref="KernelInstallException">The name is taken, or a folder cannot be written.</exception>
    public async Task InstallAsync(Func<string, Task> publish, bool replace)
    {
        CheckOwner(replace);
        try
        {
            Directory.CreateDirectory(_kernels);
            foreach (string broken in Directory.GetDirectories(_kernels, $".{Name}-*.new"))
                ProgramFolder.TryRemove(broken);
            // Front ends take folders for kernels that hold a specification; this one does not.
            string work = Directory.CreateDirectory(Path.Combine(_kernels, $".{Name}-{Guid.NewGuid():N}.new")).FullName;
            try
            {
                ProgramFolder.Complete(work);
                using var own = ProgramFolder.Hold(work);
                string program = await StageAsync(publish, work);
                CheckOwner(replace);
                Place(program, work);
            }
            finally
            {
                ProgramFolder.TryRemove(work);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KernelInstallException($"The kernel cannot be installed in '{Folder}': {e.Message}");
        }
    }

    /// <summary>Removes the kernel if it is DistLab's.</summary>
    /// <returns>Whether all of it is gone; false when a kernel still runs, whose program stays until it is removed again.</returns>
    /// <exception cref="KernelInstallException">There is none, it is not DistLab's, or it cannot be removed.</exception>
    public bool Uninstall()
    {
        switch (Owner)
        {
            case KernelOwner.None when !Directory.Exists(Folder):
                throw new KernelInstallException($"There is no kernel '{Name}' in '{_kernels}'.");
            case KernelOwner.Other:
                throw new KernelInstallException($"'{Folder}' is a kernel of something else, so it was left alone.");
        }
        try
        {
            // The specification goes first: from here on no front end starts the kernel.
            File.Delete(Specification);
            foreach (string picture in PictureNames())
                File.Delete(Path.Combine(Folder, picture[Pictures.Length..]));
            bool stillRuns = false;
            foreach (string program in Directory.GetDirectories(Folder, ProgramFolder.Pattern))
                stillRuns |= !ProgramFolder.TryRemove(program);
            if (!stillRuns)
                Directory.Delete(Folder, recursive: true);
            return !stillRuns;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KernelInstallException($"'{Folder}' cannot be removed: {e.Message}");
        }
    }

    private void CheckOwner(bool replace)
    {
        if (!replace && Owner == KernelOwner.Other)
        {
            throw new KernelInstallException(
                $"'{Folder}' is a kernel of something else. Say --replace to put DistLab's in its place, or --name to install under another name.");
        }
    }

    /// <summary>Lays all that the kernel's folder will hold into a folder beside it.</summary>
    private async Task<string> StageAsync(Func<string, Task> publish, string work)
    {
        string stage = Path.Combine(work, Name);
        string program = ProgramFolder.NewName();
        Directory.CreateDirectory(Path.Combine(stage, program));
        await publish(Path.Combine(stage, program));
        ProgramFolder.Complete(Path.Combine(stage, program));
        foreach (string picture in PictureNames())
        {
            using var content = Assembly.GetExecutingAssembly().GetManifestResourceStream(picture)!;
            using var file = File.Create(Path.Combine(stage, picture[Pictures.Length..]));
            await content.CopyToAsync(file);
        }
        await File.WriteAllTextAsync(Path.Combine(stage, KernelSpec.FileName), KernelSpec.Text(Path.Combine(Folder, program)));
        return program;
    }

    private void Place(string program, string work)
    {
        string stage = Path.Combine(work, Name);
        if (Owner == KernelOwner.Other)
        {
            string replaced = Path.Combine(work, "replaced");
            Directory.Move(Folder, replaced);
            try
            {
                Directory.Move(stage, Folder);
            }
            catch
            {
                Directory.Move(replaced, Folder);
                throw;
            }
            return;
        }
        Directory.CreateDirectory(Folder);
        string[] former = [.. Directory.GetDirectories(Folder, ProgramFolder.Pattern).OrderByDescending(Directory.GetCreationTimeUtc)];
        Directory.Move(Path.Combine(stage, program), Path.Combine(Folder, program));
        // Only files are left; the specification comes last, and with it the new program takes effect.
        foreach (string file in Directory.GetFiles(stage).OrderBy(file => Path.GetFileName(file) == KernelSpec.FileName))
            File.Move(file, Path.Combine(Folder, Path.GetFileName(file)), overwrite: true);
        // VS Code remembers the command line of the kernels that it has seen: the latest program before this one stays.
        foreach (string old in former.Skip(1))
            ProgramFolder.TryRemove(old);
    }

    private static IEnumerable<string> PictureNames() =>
        Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.StartsWith(Pictures, StringComparison.Ordinal));

    private static bool IsLeftOver(string path)
    {
        string name = Path.GetFileName(path);
        return name.StartsWith("program-", StringComparison.Ordinal) || PictureNames().Contains(Pictures + name);
    }

    [GeneratedRegex(@"^[A-Za-z0-9._\-]+\z")]
    private static partial Regex NameForm();
}
