namespace DistLab.Communication.Web;

/// <summary>How long the same transfers are in each form, in bytes of UTF-8.</summary>
/// <param name="Transfers">How many transfers.</param>
/// <param name="Json">As JSON.</param>
/// <param name="Soap">In an envelope.</param>
/// <param name="SignedSoap">In an envelope with a signature.</param>
public sealed record MessageSize(int Transfers, int Json, int Soap, int SignedSoap)
{
    /// <summary>How many times as long the envelope is.</summary>
    public double Ratio => (double)Soap / Json;
}
