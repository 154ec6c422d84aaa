using System.Text.Json.Nodes;

namespace DistLab.Kernel.Tests;

/// <summary>Makes notebooks for tests and runs them in a folder that is removed afterwards.</summary>
internal static class Notebooks
{
    internal static NotebookDocument Of(params string[] cells) => OfTagged([.. cells.Select(source => (source, Array.Empty<string>()))]);

    internal static NotebookDocument OfTagged(params (string Source, string[] Tags)[] cells)
    {
        var json = new JsonArray();
        foreach (var (source, tags) in cells)
        {
            json.Add((JsonNode)new JsonObject
            {
                ["cell_type"] = "code",
                ["execution_count"] = null,
                ["id"] = $"c{json.Count + 1}",
                ["metadata"] = tags.Length == 0 ? [] : new JsonObject { ["tags"] = new JsonArray([.. tags.Select(t => (JsonNode)t)]) },
                ["outputs"] = new JsonArray(),
                ["source"] = source,
            });
        }
        var notebook = new JsonObject { ["cells"] = json, ["metadata"] = new JsonObject(), ["nbformat"] = 4, ["nbformat_minor"] = 5 };
        return NotebookDocument.Parse(notebook.ToJsonString(), "test.ipynb");
    }

    internal static Task<NotebookRun> RunAsync(params string[] cells) => RunAsync(Of(cells));

    internal static async Task<NotebookRun> RunAsync(NotebookDocument notebook, RunOptions? options = null, CancellationToken cancellation = default)
    {
        var folder = Directory.CreateTempSubdirectory("distlab-test-");
        try
        {
            return await NotebookRunner.RunAsync(notebook, folder.FullName, options ?? new RunOptions(), cancellation: cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    internal static string Text(this NotebookRun run, int cell) => string.Concat(run.Document.Cells[cell].Outputs.Select(output => output.Text));
}
