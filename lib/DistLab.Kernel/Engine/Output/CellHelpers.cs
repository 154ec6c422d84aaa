using Microsoft.AspNetCore.Html;

namespace DistLab.Kernel;

/// <summary>
/// What every cell can call without a <c>using</c>: the names and shapes are those of .NET Interactive, so that a notebook
/// runs in both.
/// </summary>
public static class CellHelpers
{
    private static CellExecution Running => CellExecution.Current
        ?? throw new InvalidOperationException("Values can be displayed only by code that a notebook's cell runs.");

#pragma warning disable IDE1006 // The name is .NET Interactive's.
    /// <summary>Shows a value under the cell.</summary>
    /// <param name="value">Any value; null is shown as <c>&lt;null&gt;</c>.</param>
    /// <param name="mimeTypes">The MIME types to show it in; those that its type prefers if none is given.</param>
    /// <returns>A handle by which the value can be replaced later.</returns>
    /// <exception cref="InvalidOperationException">It is called outside a cell.</exception>
    public static DisplayedValue display(object? value, params string[] mimeTypes) =>
        Running.Engine.Display(Running, value, mimeTypes);
#pragma warning restore IDE1006

    /// <summary>Shows a value under the cell.</summary>
    /// <param name="value">Any value; null is shown as <c>&lt;null&gt;</c>.</param>
    /// <param name="mimeTypes">The MIME types to show it in; those that its type prefers if none is given.</param>
    /// <returns>A handle by which the value can be replaced later.</returns>
    /// <exception cref="InvalidOperationException">It is called outside a cell.</exception>
    public static DisplayedValue Display(this object? value, params string[] mimeTypes) => display(value, mimeTypes);

    /// <summary>Shows a text as a MIME type.</summary>
    /// <param name="value">The text, for example Markdown.</param>
    /// <param name="mimeType">For example <c>text/markdown</c>.</param>
    /// <returns>A handle by which the value can be replaced later.</returns>
    /// <exception cref="InvalidOperationException">It is called outside a cell.</exception>
    public static DisplayedValue DisplayAs(this string value, string mimeType) =>
        Running.Engine.Display(Running, MimeBundle.Of(mimeType, value));

    /// <summary>HTML that is shown as it stands when it is displayed or is a cell's last expression.</summary>
    /// <param name="content">The markup; it is not checked.</param>
    public static IHtmlContent HTML(string content) => new HtmlString(content);

    /// <summary>Runs a script in the page that shows the notebook.</summary>
    /// <param name="scriptContent">JavaScript.</param>
    /// <exception cref="InvalidOperationException">It is called outside a cell.</exception>
    public static void Javascript(string scriptContent) =>
        Running.Engine.Display(Running, MimeBundle.Of(MimeTypes.Html, $"<script type=\"text/javascript\">{scriptContent}</script>"));

    /// <summary>Puts a style sheet into the page that shows the notebook.</summary>
    /// <param name="content">CSS.</param>
    /// <exception cref="InvalidOperationException">It is called outside a cell.</exception>
    public static void CSS(string content) =>
        Running.Engine.Display(Running, MimeBundle.Of(MimeTypes.Html, $"<style>{content}</style>"));

    /// <summary>Asks the user for a line.</summary>
    /// <param name="prompt">The question.</param>
    /// <param name="typeHint">What kind of answer is meant; there to be like .NET Interactive's, a line is asked for in any case.</param>
    /// <returns>The answer; null where there is nobody to ask.</returns>
    /// <exception cref="InvalidOperationException">It is called outside a cell.</exception>
    public static Task<string?> GetInputAsync(string prompt = "", string typeHint = "text") => Running.Engine.AskAsync(Running, prompt, password: typeHint == "password");

    /// <summary>Asks the user for a secret, which is not shown as it is typed.</summary>
    /// <param name="prompt">The question.</param>
    /// <returns>The answer; null where there is nobody to ask.</returns>
    /// <exception cref="InvalidOperationException">It is called outside a cell.</exception>
    public static Task<string?> GetPasswordAsync(string prompt = "") => Running.Engine.AskAsync(Running, prompt, password: true);
}
