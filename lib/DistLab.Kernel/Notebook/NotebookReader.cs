using System.Text.Json;
using System.Text.Json.Nodes;

namespace DistLab.Kernel;

/// <summary>Turns a file's text into a notebook's JSON that the rest of the library can rely on, or says why it cannot.</summary>
internal static class NotebookReader
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    internal static JsonObject Read(string text, string name)
    {
        var notebook = Parse(text, name);
        CheckFormat(notebook, name);
        if (notebook["metadata"] is not JsonObject)
            throw Broken(name, "the notebook", "has no metadata object");
        if (notebook["cells"] is not JsonArray cells)
            throw Broken(name, "the notebook", "has no list of cells");
        for (int i = 0; i < cells.Count; i++)
            CheckCell(cells[i], name, $"cell {i + 1}");
        Upgrade(notebook, cells);
        return notebook;
    }

    private static JsonObject Parse(string text, string name)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new NotebookFormatException($"{name}: the file is empty, so it is no notebook. Restore it, for example from Git.");
        try
        {
            return JsonNode.Parse(text, documentOptions: Options) as JsonObject
                ?? throw new NotebookFormatException(
                    $"{name}, line 1: this is JSON but no notebook: a notebook is an object with cells. Check that it is the right file.");
        }
        catch (JsonException e)
        {
            throw NotJson(text, name, e);
        }
    }

    private static NotebookFormatException NotJson(string text, string name, JsonException e)
    {
        // A notebook that was merged by hand is by far the commonest broken one.
        string[] lines = text.Split('\n');
        int conflict = Array.FindIndex(lines, line => line.StartsWith("<<<<<<< ", StringComparison.Ordinal));
        if (conflict >= 0)
        {
            return new NotebookFormatException(
                $"{name}, line {conflict + 1}: not JSON: the file holds the marks of a Git merge conflict. Resolve the conflict, then try again.", e);
        }
        string reason = e.Message;
        int path = reason.IndexOf(" Path:", StringComparison.Ordinal);
        int place = reason.IndexOf(" LineNumber:", StringComparison.Ordinal);
        int cut = Math.Min(path < 0 ? reason.Length : path, place < 0 ? reason.Length : place);
        return new NotebookFormatException(
            $"{name}, line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}: not JSON: {reason[..cut]} Correct that place or restore the file, for example from Git.", e);
    }

    private static void CheckFormat(JsonObject notebook, string name)
    {
        if (Integer(notebook["nbformat"]) is not { } major)
        {
            throw new NotebookFormatException(
                $"{name}: this is JSON but no notebook: it has no number \"nbformat\". Check that it is the right file.");
        }
        if (major < 4)
        {
            throw new NotebookFormatException(
                $"{name}: this notebook has the old format {major}; format 4 is needed. Convert it with: jupyter nbconvert --to notebook --nbformat 4 --inplace \"{name}\"");
        }
        if (major > 4)
        {
            throw new NotebookFormatException(
                $"{name}: this notebook has format {major}, which is newer than what DistLab reads (4). Save it as format 4 in the program that wrote it.");
        }
    }

    private static void CheckCell(JsonNode? node, string name, string place)
    {
        if (node is not JsonObject cell)
            throw Broken(name, place, "is no object");
        string type = NotebookText.String(cell["cell_type"]);
        if (type.Length == 0)
            throw Broken(name, place, "has no cell_type");
        if (type is not ("code" or "markdown" or "raw"))
            throw Broken(name, place, $"has the unknown cell_type \"{type}\" (known: code, markdown, raw)");
        if (!NotebookText.IsText(cell["source"]))
            throw Broken(name, place, "has no source, or one that is neither a string nor a list of strings");
        if (cell["metadata"] is not (null or JsonObject))
            throw Broken(name, place, "has metadata that is no object");
        if (type == "code" && cell["outputs"] is not null)
            CheckOutputs(cell["outputs"]!, name, place);
    }

    private static void CheckOutputs(JsonNode outputs, string name, string place)
    {
        if (outputs is not JsonArray list)
            throw Broken(name, place, "has outputs that are no list");
        for (int i = 0; i < list.Count; i++)
        {
            if (list[i] is not JsonObject output || NotebookText.String(output["output_type"]).Length == 0)
                throw Broken(name, $"{place}, output {i + 1}", "is no object with an output_type");
        }
    }

    /// <summary>Format 4.5 differs from 4.0 to 4.4 by the cells' ids only.</summary>
    private static void Upgrade(JsonObject notebook, JsonArray cells)
    {
        var taken = cells.Select(cell => NotebookText.String(cell!["id"])).ToHashSet();
        for (int i = 0; i < cells.Count; i++)
        {
            var cell = cells[i]!.AsObject();
            if (cell["metadata"] is null)
                cell["metadata"] = new JsonObject();
            if (NotebookText.String(cell["id"]).Length == 0)
                SetId(cell, FreeId(taken, i + 1));
        }
        if (Integer(notebook["nbformat_minor"]) is not >= 5)
            notebook["nbformat_minor"] = 5;
    }

    private static string FreeId(HashSet<string> taken, int number)
    {
        string id = $"cell-{number}";
        while (!taken.Add(id))
            id += "x";
        return id;
    }

    /// <summary>Jupyter writes a cell's properties in alphabetical order: the id stands before the metadata.</summary>
    private static void SetId(JsonObject cell, string id)
    {
        cell.Remove("id");
        int metadata = cell.IndexOf("metadata");
        cell.Insert(metadata, "id", id);
    }

    private static int? Integer(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out int number) ? number : null;

    private static NotebookFormatException Broken(string name, string place, string what) =>
        new($"{name}, {place}: {what}, so this is no valid notebook. Correct it in Jupyter or a text editor, or restore the file, for example from Git.");
}
