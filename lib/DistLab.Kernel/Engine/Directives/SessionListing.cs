using System.Reflection;
using System.Runtime.InteropServices;

namespace DistLab.Kernel;

/// <summary>What <c>#!who</c>, <c>#!whos</c> and <c>#!about</c> show.</summary>
internal static class SessionListing
{
    /// <summary>The program, its version, and what it runs on.</summary>
    internal static MimeBundle About
    {
        get
        {
            string version = typeof(SessionListing).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
            string compiler = typeof(Microsoft.CodeAnalysis.CSharp.CSharpCompilation).Assembly.GetName().Version!.ToString(3);
            return MimeBundle.Of(
                MimeTypes.Plain,
                $".NET (C#) · DistLab {version}\nruns on {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription.Trim()}\ncompiler: Roslyn {compiler}");
        }
    }

    internal static MimeBundle Names(CSharpEngine engine) =>
        MimeBundle.Of(MimeTypes.Plain, string.Join("  ", engine.Session.Variables.Select(variable => variable.Name)));

    internal static MimeBundle Values(CSharpEngine engine) => TextTable.Of(
        ["variable", "type", "value"],
        engine.Session.Variables.Select(variable => new[] { variable.Name, variable.Type, ValueText.Of(engine, variable) }));
}
