using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Tests;

public sealed class PaletteTests
{
    [Fact]
    public void Every_series_colour_can_be_read_as_text_on_both_cards()
    {
        for (var n = 1; n <= Paint.SeriesCount; n++)
        {
            var text = Paint.Series(n).ForText();
            Assert.True(Palette.Contrast(Palette.Light(text), Palette.Light(Paint.Card)) >= 4.5);
            Assert.True(Palette.Contrast(Palette.Dark(text), Palette.Dark(Paint.Card)) >= 4.5);
        }
    }

    [Fact]
    public void Every_series_colour_stands_out_from_both_cards()
    {
        for (var n = 1; n <= Paint.SeriesCount; n++)
        {
            Assert.True(Palette.Contrast(Palette.Light(Paint.Series(n)), Palette.Light(Paint.Card)) >= 3);
            Assert.True(Palette.Contrast(Palette.Dark(Paint.Series(n)), Palette.Dark(Paint.Card)) >= 3);
        }
    }

    [Fact]
    public void A_number_in_a_heat_map_cell_can_be_read_on_every_class()
    {
        for (var step = 0; step < Paint.ClassCount; step++)
        {
            foreach (var fill in new[] { Paint.Sequential(step), Paint.Diverging(step) })
            {
                Assert.True(Palette.Contrast(Palette.Light(fill.Over()), Palette.Light(fill)) >= 4.2, fill.Name);
                Assert.True(Palette.Contrast(Palette.Dark(fill.Over()), Palette.Dark(fill)) >= 4.2, fill.Name);
            }
        }
    }

    [Fact]
    public void The_sequential_scale_runs_away_from_the_card_in_both_themes()
    {
        var light = Enumerable.Range(0, 9).Select(q => Palette.Contrast(Palette.Light(Paint.Sequential(q)), Palette.Light(Paint.Card))).ToList();
        var dark = Enumerable.Range(0, 9).Select(q => Palette.Contrast(Palette.Dark(Paint.Sequential(q)), Palette.Dark(Paint.Card))).ToList();
        Assert.Equal(light.Order(), light);
        Assert.Equal(dark.Order(), dark);
    }

    [Fact]
    public void The_ninth_series_takes_the_first_colour_again()
    {
        Assert.Equal(Paint.Series(1), Paint.Series(9));
    }
}
