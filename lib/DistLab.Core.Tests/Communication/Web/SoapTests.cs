using DistLab.Communication.Web;

namespace DistLab.Core.Tests.Communication.Web;

public sealed class SoapTests
{
    private static readonly (string Field, string Value)[] Right = [("From", "A"), ("To", "B"), ("Amount", "3.20"), ("Currency", "EUR")];

    [Fact]
    public void What_is_right_passes_the_contract_and_comes_back_as_it_was()
    {
        string envelope = SoapContract.Envelope([Right, Right]);
        Assert.Null(SoapContract.Fault(envelope));
        Assert.Equal([new("A", "B", 3.20m, "EUR"), new Transfer("A", "B", 3.20m, "EUR")], SoapContract.Read(envelope));
    }

    [Fact]
    public void The_contract_finds_every_mistake_and_a_reader_without_one_only_the_wrong_type()
    {
        var cases = SoapComparison.Mistakes();
        Assert.Equal((null, null), (cases[0].Contract, cases[0].Json));
        Assert.All(cases.Skip(1), one => Assert.NotNull(one.Contract));
        Assert.Equal(["a word for a number"], cases.Where(one => one.Json is not null).Select(one => one.Mistake));
        Assert.Equal(0, cases.Single(one => one.Mistake == "a field is missing").Understood!.Amount);
        Assert.Throws<ArgumentException>(() => SoapContract.Read(SoapContract.Envelope([[.. Right.Skip(1)]])));
    }

    [Fact]
    public void A_signature_betrays_every_change_of_the_body_and_the_wrong_key()
    {
        string envelope = SoapContract.Envelope([Right], "key");
        Assert.True(SoapContract.IsAuthentic(envelope, "key"));
        Assert.False(SoapContract.IsAuthentic(envelope, "other"));
        Assert.False(SoapContract.IsAuthentic(SoapContract.Envelope([Right]), "key"));
        Assert.All(Right, one => Assert.False(SoapContract.IsAuthentic(envelope.Replace($">{one.Value}<", ">9<", StringComparison.Ordinal), "key")));
        Assert.False(SoapContract.IsAuthentic(envelope.Replace("From>", "To>", StringComparison.Ordinal), "key"));
    }

    [Fact]
    public void A_changed_amount_goes_unnoticed_but_where_the_message_itself_is_signed() =>
        Assert.Equal([("JSON over TLS", 105.0m, false), ("SOAP over TLS", 105.0m, false), ("SOAP, signed", 105.0m, true)], SoapComparison.Tampering().Select(one => (one.Message, one.Arrived, one.IsNoticed)));

    [Fact]
    public void The_envelope_weighs_less_the_more_it_holds_and_never_nothing()
    {
        var sizes = new[] { 1, 10, 1_000 }.Select(SoapComparison.Size).ToList();
        Assert.True(sizes[0].Ratio > sizes[1].Ratio && sizes[1].Ratio > sizes[2].Ratio && sizes[2].Ratio > 1.2);
        Assert.All(sizes, size => Assert.True(size.SignedSoap > size.Soap));
        Assert.Throws<ArgumentOutOfRangeException>(() => SoapComparison.Size(0));
    }
}
