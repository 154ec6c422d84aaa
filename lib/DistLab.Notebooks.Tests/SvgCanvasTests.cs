using System.Xml.Linq;
using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Tests;

public sealed class SvgCanvasTests
{
    private static SvgCanvas Sample()
    {
        var canvas = new SvgCanvas("Rings are <slow> & \"fair\"", "A test\u0001 drawing.");
        canvas.Path(SvgPath.Poly([(10, 10), (20.04, 10), (20.04, 15.25)]), Paint.Series(1), width: 2.25);
        canvas.Line(0, 0, 5, 5, Paint.Series(1), width: 2.25);
        canvas.Rect(1, 2, 3, 4, Paint.Sequential(5));
        canvas.Text(30, 30, "a < b", 12, Paint.Series(2));
        canvas.Layer();
        canvas.Path(SvgPath.Hatch(10, 10, 30, 20), Paint.Bad);
        canvas.Dot(4, 4, 2, Paint.Ink);
        return canvas;
    }

    [Fact]
    public void It_is_well_formed_even_when_words_hold_markup_and_control_characters()
    {
        var root = XDocument.Parse(Sample().ToSvg()).Root!;
        Assert.Equal("Rings are <slow> & \"fair\"", root.Elements().First(e => e.Name.LocalName == "title").Value);
    }

    [Fact]
    public void The_only_ids_are_those_of_title_and_description()
    {
        var root = XDocument.Parse(Sample().ToSvg("cell 3")).Root!;
        var ids = root.DescendantsAndSelf().Attributes("id").Select(a => a.Value);
        Assert.Equal(["dl-cell-3-t", "dl-cell-3-d"], ids);
        Assert.Equal("dl-cell-3-t dl-cell-3-d", root.Attribute("aria-labelledby")!.Value);
    }

    [Fact]
    public void Each_coloured_element_has_a_rule_for_both_themes_and_its_light_colour_as_an_attribute()
    {
        var svg = Sample().ToSvg();
        Assert.Contains("class=\"sc1\" stroke=\"#2E54CB\"", svg);
        Assert.Contains(".dl .sc1{stroke:var(--c1)}", svg);
        Assert.Contains("--c1:#2E54CB;", svg);
        Assert.Contains("--c1:#648FFF;", svg);
        Assert.DoesNotContain("--c3", svg);
    }

    [Fact]
    public void Elements_that_share_attributes_become_one_path_of_relative_commands()
    {
        Assert.Contains("d=\"M10 10h10v5.3M0 0l5 5\"", Sample().ToSvg());
    }

    [Fact]
    public void A_text_in_a_series_colour_takes_the_shade_that_can_be_read()
    {
        Assert.Contains("class=\"ft2\" fill=\"#9D5614\"", Sample().ToSvg());
    }

    [Fact]
    public void A_text_below_ten_pixels_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Sample().Text(0, 0, "tiny", 9, Paint.Ink));
    }

    [Fact]
    public void Two_different_drawings_of_one_title_have_different_ids_and_equal_ones_the_same_bytes()
    {
        var other = Sample();
        other.Dot(9, 9, 1, Paint.Ink);
        Assert.Equal(Sample().ToSvg(), Sample().ToSvg());
        Assert.NotEqual(Sample().ToSvg().Split('\n')[0], other.ToSvg().Split('\n')[0]);
    }

    [Theory]
    [InlineData("fr-FR")]
    [InlineData("de-DE")]
    public void The_culture_of_the_thread_plays_no_part(string culture)
    {
        var invariant = Sample().ToSvg();
        var before = Thread.CurrentThread.CurrentCulture;
        try
        {
            var foreign = (System.Globalization.CultureInfo)System.Globalization.CultureInfo.InvariantCulture.Clone();
            foreign.NumberFormat.NumberDecimalSeparator = ",";
            foreign.NumberFormat.NegativeSign = culture == "fr-FR" ? "\u2212" : "-";
            Thread.CurrentThread.CurrentCulture = foreign;
            Assert.Equal(invariant, Sample().ToSvg());
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    [Fact]
    public void Words_too_wide_for_the_card_are_wrapped_then_cut_and_never_cross_its_edge()
    {
        var words = string.Join(' ', Enumerable.Repeat("Wide words", 60));
        var canvas = new SvgCanvas("x", "x");
        new Card(words, words, words).Draw(canvas);
        var texts = XDocument.Parse(canvas.ToSvg()).Descendants().Where(e => e.Name.LocalName == "text").ToList();
        Assert.Equal(2 + 2 + 3, texts.Count);
        Assert.All(texts.Take(2), t => Assert.InRange(24 + TextMetrics.Width(t.Value, 14, bold: true), 600, 704));
        Assert.All(texts.Skip(2), t => Assert.InRange(24 + TextMetrics.Width(t.Value, 11), 500, 704));
        Assert.EndsWith("…", texts[1].Value);
    }

    [Fact]
    public void A_word_without_spaces_is_cut()
    {
        Assert.Equal(["aaaaaaaaa…"], TextMetrics.Wrap(new string('a', 400), 70, 10));
    }

    [Fact]
    public void Thinning_keeps_the_ends_and_every_point_that_shows()
    {
        var line = Enumerable.Range(0, 1001).Select(i => ((double)i, i == 500 ? 3.0 : 0.1 * (i % 2))).ToList();
        var thin = Geometry.Thin(line);
        Assert.Equal([line[0], line[498], line[499], line[500], line[501], line[502], line[1000]], thin);
    }

    [Fact]
    public void Labels_are_spread_in_order_and_stay_inside()
    {
        var spread = Geometry.Spread([100, 101, 350, 349, 20], 17, 100, 350);
        Assert.All(spread, y => Assert.InRange(y, 100, 350));
        var sorted = spread.Order().ToArray();
        Assert.All(sorted.Zip(sorted.Skip(1)), pair => Assert.True(pair.Second - pair.First > 16.9));
        Assert.True(spread[4] < spread[0] && spread[0] < spread[1] && spread[3] < spread[2]);
    }
}
