using AngleSharp.Dom;
using DistLab.Cli.Site;

namespace DistLab.Cli.Tests;

public class MarkdownTests
{
    private static IElement Render(string markdown) => Pages.Read(new NotebookBuilder().Text(markdown)).QuerySelector("main")!;

    [Theory]
    [InlineData("Predict before you run.", "box-predict", "Predict before you run")]
    [InlineData("Aim", "box-aim", "Aim")]
    [InlineData("After this notebook you can", "box-aim", "After this notebook you can")]
    [InlineData("Run", "box-run", "Run")]
    [InlineData("Explain:", "box-explain", "Explain")]
    [InlineData("Exercise 2", "box-exercise", "Exercise 2")]
    [InlineData("In the field", "box-field", "In the field")]
    public void A_quote_that_begins_with_a_known_word_is_a_tinted_box(string opening, string kind, string title)
    {
        var box = Render($"> **{opening}** *5 min*\n>\n> Text `x < y`.").QuerySelector("section.box")!;
        Assert.Contains(kind, box.ClassName);
        Assert.Equal(title, box.QuerySelector(".box-title span")!.TextContent);
        Assert.Equal("5 min", box.QuerySelector("small")!.TextContent);
        Assert.Equal("Text x < y.", box.QuerySelector(".box-title + p")!.TextContent);
    }

    [Fact]
    public void The_rest_of_a_title_in_parentheses_stands_beside_it()
    {
        var box = Render("> **Exercise 1** (10 min & more)\n>\n> Do it (soon).").QuerySelector(".box-exercise")!;
        Assert.Equal("10 min & more", box.QuerySelector("small")!.TextContent);
        Assert.Equal("Do it (soon).", box.QuerySelector(".box-title + p")!.TextContent);
    }

    [Theory]
    [InlineData("> **Running** is fine.")]
    [InlineData("> Predict nothing.")]
    [InlineData("> *Aim* high.")]
    public void Any_other_quote_stays_a_quote(string markdown)
    {
        Assert.NotNull(Render(markdown).QuerySelector("blockquote"));
        Assert.Null(Render(markdown).QuerySelector(".box"));
    }

    [Fact]
    public void A_box_keeps_its_answer_folded()
    {
        var box = Render("> **Predict.** How many?\n>\n> <details><summary>Answer</summary>\n>\n> It is **9**.\n>\n> </details>").QuerySelector(".box-predict")!;
        Assert.Equal("How many?", box.QuerySelector(".box-title + p")!.TextContent);
        Assert.Equal("9", box.QuerySelector("details p strong")!.TextContent);
        Assert.False(box.QuerySelector("details")!.HasAttribute("open"));
    }

    [Fact]
    public void A_sentence_that_begins_with_the_word_stays_a_sentence() =>
        Assert.Equal("Run the next cell.", Render("> **Run** the next cell.").QuerySelector(".box-run p")!.TextContent);

    [Fact]
    public void Table_cells_carry_the_name_of_their_column_for_phones()
    {
        var cells = Render("| Quantity | Ours |\n|---|--:|\n| hops | 12 |").QuerySelectorAll("table.stack td");
        Assert.Equal(["Quantity", "Ours"], cells.Select(cell => cell.GetAttribute("data-label")));
    }

    [Fact]
    public void A_picture_beside_the_notebook_is_put_into_the_page()
    {
        using var folder = new TempFolder();
        folder.Write("notebooks/a b.png", "PNG");
        var links = new SiteLinks(folder.At("notebooks", "x.ipynb"), folder.At("out"), new Dictionary<string, string>());
        Assert.Equal("data:image/png;base64,UE5H", links.Image("a%20b.png"));
        Assert.Equal("../notebooks/none.png", links.Image("none.png"));
        Assert.Equal("../data/README.md#origin", links.Link("../data/README.md#origin"));
        Assert.Equal("https://example.org/x", links.Link("https://example.org/x"));
    }

    [Fact]
    public void Code_in_text_is_coloured_if_it_is_CSharp()
    {
        Assert.Equal("int", Render("```csharp\nint x;\n```").QuerySelector("pre .k")!.TextContent);
        Assert.Empty(Render("```sh\nint x;\n```").QuerySelectorAll("pre span"));
    }

    [Theory]
    [InlineData("x_1^2", "<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>")]
    [InlineData("\\frac{a}{2}", "<mfrac><mrow><mi>a</mi></mrow><mrow><mn>2</mn></mrow></mfrac>")]
    [InlineData("T \\le 1.5", "<mi>T</mi><mo>≤</mo><mn>1.5</mn>")]
    [InlineData("\\text{a < b}", "<mtext>a\u00a0&lt;\u00a0b</mtext>")]
    [InlineData("\\unknown", "<mtext>\\unknown</mtext>")]
    [InlineData("f'", "<msup><mi>f</mi><mo>′</mo></msup>")]
    [InlineData("\\sum_{i}", "<munder><mo>∑</mo><mrow><mi>i</mi></mrow></munder>")]
    public void Formulas_become_MathML(string tex, string markup) => Assert.Contains($"<mrow>{markup}</mrow>", MathMarkup.ToMathMl(tex, display: false));

    [Theory]
    [InlineData("\\")]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("x_")]
    [InlineData("\\frac{")]
    [InlineData("\\text{a")]
    [InlineData("_^'")]
    public void A_broken_formula_does_not_break_the_page(string tex) => Assert.NotNull(Render($"Then $${tex}$$ holds."));

    [Fact]
    public void Money_is_no_formula() => Assert.Null(Render("It costs $5, or $6 on Sundays.").QuerySelector("math"));
}
