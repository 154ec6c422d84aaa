namespace DistLab.Kernel.Tests;

public sealed class NotebookDocumentTests
{
    /// <summary>As Jupyter writes it, with fields and letters that nobody expects.</summary>
    private const string Whole = """
        {
         "cells": [
          {
           "cell_type": "markdown",
           "id": "intro",
           "metadata": {
            "slideshow": {
             "slide_type": "slide"
            }
           },
           "source": [
            "# Zeit – 時間 ⏱️ <b>\n",
            "\n",
            "a \"quoted\" \\ word"
           ],
           "x_future": [
            1,
            2.50,
            -0.0,
            1e400,
            null,
            true,
            {}
           ]
          },
          {
           "cell_type": "code",
           "execution_count": 3,
           "id": "c",
           "metadata": {
            "nbgrader": {
             "grade": true,
             "points": 2
            }
           },
           "outputs": [
            {
             "data": {
              "application/vnd.plotly.v1+json": {
               "data": [],
               "layout": {}
              },
              "image/svg+xml": [
               "<svg>\n",
               "</svg>"
              ],
              "text/plain": [
               "x"
              ]
             },
             "metadata": {
              "kept": 1
             },
             "output_type": "display_data",
             "unknown": "kept"
            }
           ],
           "source": []
          }
         ],
         "metadata": {
          "kernelspec": {
           "display_name": ".NET (C#)",
           "language": "C#",
           "name": ".net-csharp"
          },
          "z_future": "kept"
         },
         "nbformat": 4,
         "nbformat_minor": 5,
         "top_future": {
          "a": []
         }
        }

        """;

    [Fact]
    public void Every_field_letter_and_number_survives_a_round_trip_byte_for_byte() =>
        Assert.Equal(Whole.ReplaceLineEndings("\n"), NotebookDocument.Parse(Whole, "whole.ipynb").ToJson());

    [Fact]
    public async Task Unknown_fields_survive_a_run()
    {
        var run = await Notebooks.RunAsync(NotebookDocument.Parse(Whole, "whole.ipynb"));
        Assert.Equal(RunVerdict.Succeeded, run.Verdict);
        string json = run.Document.ToJson();
        Assert.All(["x_future", "z_future", "top_future", "nbgrader", "slideshow"], field => Assert.Contains($"\"{field}\"", json));
    }

    [Fact]
    public void Texts_in_one_string_are_written_as_lines()
    {
        var notebook = NotebookDocument.Parse("""{"cells":[{"cell_type":"raw","id":"r","metadata":{},"source":"a\n\nb"}],"metadata":{},"nbformat":4,"nbformat_minor":5}""", "n");
        Assert.Equal("a\n\nb", notebook.Cells[0].Source);
        Assert.Contains("\"source\": [\n    \"a\\n\",\n    \"\\n\",\n    \"b\"\n   ]", notebook.ToJson());
    }

    [Fact]
    public void A_file_is_replaced_whole_and_nothing_is_left_beside_it()
    {
        var folder = Directory.CreateTempSubdirectory("distlab-test-");
        try
        {
            string path = Path.Combine(folder.FullName, "n.ipynb");
            File.WriteAllText(path, "old");
            NotebookDocument.Parse(Whole, "whole.ipynb").Save(path);
            Assert.Equal([path], Directory.GetFiles(folder.FullName));
            Assert.Equal(Whole.ReplaceLineEndings("\n"), NotebookDocument.Load(path).ToJson());
            Assert.Throws<DirectoryNotFoundException>(() => NotebookDocument.Load(path).Save(Path.Combine(folder.FullName, "none", "n.ipynb")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Older_formats_of_version_4_get_ids_that_are_always_the_same()
    {
        const string old = """{"cells":[{"cell_type":"code","metadata":{},"source":"1"},{"cell_type":"raw","id":"cell-3","metadata":{},"source":""},{"cell_type":"raw","metadata":{},"source":""}],"metadata":{},"nbformat":4,"nbformat_minor":2}""";
        var notebook = NotebookDocument.Parse(old, "old.ipynb");
        Assert.Equal(["cell-1", "cell-3", "cell-3x"], notebook.Cells.Select(cell => cell.Id));
        Assert.Equal(5, (int)notebook.Json["nbformat_minor"]!);
        Assert.Equal(notebook.ToJson(), NotebookDocument.Parse(old, "old.ipynb").ToJson());
    }

    [Theory]
    [InlineData("{\n \"cells\": [,]\n}", "n.ipynb, line 2, column 12: not JSON:")]
    [InlineData("{\n \"cells\": []", "n.ipynb, line 2, column 13: not JSON:")]
    [InlineData("{\n<<<<<<< HEAD\n}", "n.ipynb, line 2: not JSON: the file holds the marks of a Git merge conflict.")]
    [InlineData("", "n.ipynb: the file is empty")]
    [InlineData("[1]", "this is JSON but no notebook")]
    [InlineData("{\"a\":1}", "it has no number \"nbformat\"")]
    [InlineData("{\"a\":1,\"a\":2}", "not JSON: ")]
    [InlineData("{\"nbformat\":3,\"worksheets\":[]}", "n.ipynb: this notebook has the old format 3; format 4 is needed. Convert it with: jupyter nbconvert")]
    [InlineData("{\"nbformat\":5}", "format 5, which is newer")]
    [InlineData("{\"nbformat\":4,\"cells\":[]}", "the notebook: has no metadata object")]
    [InlineData("{\"nbformat\":4,\"metadata\":{}}", "the notebook: has no list of cells")]
    [InlineData("{\"nbformat\":4,\"metadata\":{},\"cells\":[7]}", "n.ipynb, cell 1: is no object")]
    [InlineData("{\"nbformat\":4,\"metadata\":{},\"cells\":[{}]}", "cell 1: has no cell_type")]
    [InlineData("{\"nbformat\":4,\"metadata\":{},\"cells\":[{\"cell_type\":\"heading\",\"source\":\"\"}]}", "cell 1: has the unknown cell_type \"heading\"")]
    [InlineData("{\"nbformat\":4,\"metadata\":{},\"cells\":[{\"cell_type\":\"code\"}]}", "cell 1: has no source")]
    [InlineData("{\"nbformat\":4,\"metadata\":{},\"cells\":[{\"cell_type\":\"code\",\"source\":[1]}]}", "cell 1: has no source")]
    [InlineData("{\"nbformat\":4,\"metadata\":{},\"cells\":[{\"cell_type\":\"code\",\"source\":\"\",\"outputs\":[{}]}]}", "cell 1, output 1: is no object with an output_type")]
    public void What_is_no_notebook_gets_one_message_with_its_name_and_the_place(string json, string message)
    {
        var error = Assert.Throws<NotebookFormatException>(() => NotebookDocument.Parse(json, "n.ipynb"));
        Assert.Contains(message, error.Message);
        Assert.StartsWith("n.ipynb", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }
}
