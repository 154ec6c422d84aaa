namespace DistLab.Notebooks.Tests;

public sealed class PredictTests
{
    [Theory]
    [InlineData(1000.0, 57_000_000, "Measured is 57 000 times the prediction")]
    [InlineData(300.0, 100, "The prediction is 3 times what was measured")]
    [InlineData(90.0, 100, "Measured is higher by 10 messages")]
    [InlineData(110.0, 100, "Measured is lower by 10 messages")]
    [InlineData(98.0, 100, "Close: 2 messages apart, 2 %")]
    [InlineData(100.0, 100, "The very number")]
    [InlineData(0.0, 100, "100 messages apart")]
    [InlineData(-5.0, 5, "10 messages apart")]
    [InlineData(5.0, 0, "5 messages apart")]
    public void The_remark_tells_how_far_prediction_and_measurement_are_apart(double guess, double measured, string remark)
    {
        var result = Predict.Number("How many?", guess, "messages").Against(measured);
        Assert.StartsWith(remark, Plain(result.Remark));
    }

    [Fact]
    public void A_prediction_shows_its_question_and_the_committed_number()
    {
        var prediction = Predict.Number("How many messages does an idle ring of 100 send in a second?", 1000, "messages");
        Assert.Equal("? Predict before you run.\n  How many messages does an idle ring of 100 send in a second?\n  Your prediction: 1 000 messages", Plain(prediction.ToString()));
        Assert.Contains("class=\"dlx box ask\"", prediction.ToHtml());
        var result = prediction.Against(50_000);
        Assert.Contains("Predicted: 1 000 messages", Plain(result.ToString()));
        Assert.Contains("Measured: 50 000 messages", Plain(result.ToString()));
    }

    [Fact]
    public void Without_a_guess_nothing_is_remarked_and_nothing_fails()
    {
        var result = Predict.Number("How many?", null).Against(7);
        Assert.Null(result.Predicted);
        Assert.Equal("", result.Remark);
        Assert.Contains("nothing yet", result.ToString());
        Assert.Contains("Put your number in place of null", Predict.Number("How many?", null).ToString());
        Assert.Contains("nothing yet", Predict.Choice("Which?", null, "ring", "server").Against("A").ToString());
    }

    [Theory]
    [InlineData("B")]
    [InlineData(" b ")]
    [InlineData("the server")]
    public void A_choice_is_a_letter_or_the_words_of_an_option(string guess)
    {
        var choice = Predict.Choice("Which is faster?", guess, "the ring", "the server");
        Assert.Contains("Your prediction: B: the server", choice.ToString());
        Assert.StartsWith("As predicted. One hop.", choice.Against("B", "One hop").Remark);
        Assert.StartsWith("Not what was predicted", choice.Against("the ring").Remark);
    }

    [Fact]
    public void A_choice_that_is_none_of_the_options_is_told_so_without_a_throw()
    {
        var choice = Predict.Choice("Which?", "Z", "ring", "server", "tree");
        Assert.Contains("“Z” is none of the options: give a letter from A to C.", choice.ToString());
        Assert.Null(choice.Against("A").Predicted);
        Assert.Throws<ArgumentException>(() => choice.Against("Z"));
        Assert.Throws<ArgumentException>(() => Predict.Choice("Which?", "A", "only one"));
    }

    [Fact]
    public void Html_is_escaped()
    {
        var html = Predict.Choice("Is <a> & <b>?", "A", "<i>yes</i>", "no").ToHtml();
        Assert.Contains("Is &lt;a&gt; &amp; &lt;b&gt;?", html);
        Assert.DoesNotContain("<i>", html);
    }

    private static string Plain(string text) => text.Replace('\u00A0', ' ').Replace('\u2009', ' ');
}
