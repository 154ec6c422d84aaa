using DistLab.Kernel;
using Microsoft.AspNetCore.Html;

namespace Microsoft.DotNet.Interactive;

/// <summary>
/// What notebooks written for .NET Interactive call as <c>Kernel.…</c>, under the name that it has there; the same can be called
/// without it.
/// </summary>
public static class Kernel
{
#pragma warning disable IDE1006 // The name is .NET Interactive's.
    /// <inheritdoc cref="CellHelpers.display"/>
    public static DisplayedValue display(object? value, params string[] mimeTypes) => CellHelpers.display(value, mimeTypes);
#pragma warning restore IDE1006

    /// <inheritdoc cref="CellHelpers.HTML"/>
    public static IHtmlContent HTML(string content) => CellHelpers.HTML(content);

    /// <inheritdoc cref="CellHelpers.CSS"/>
    public static void CSS(string content) => CellHelpers.CSS(content);

    /// <inheritdoc cref="CellHelpers.Javascript"/>
    public static void Javascript(string scriptContent) => CellHelpers.Javascript(scriptContent);

    /// <inheritdoc cref="CellHelpers.GetInputAsync"/>
    public static Task<string?> GetInputAsync(string prompt = "", string typeHint = "text") => CellHelpers.GetInputAsync(prompt, typeHint);

    /// <inheritdoc cref="CellHelpers.GetPasswordAsync"/>
    public static Task<string?> GetPasswordAsync(string prompt = "") => CellHelpers.GetPasswordAsync(prompt);
}
