namespace DistLab.Communication.Web;

/// <summary>A message on its way through a proxy that ends the encryption and changes the amount.</summary>
/// <param name="Message">How the message was sent.</param>
/// <param name="Bytes">How long it was.</param>
/// <param name="Arrived">The amount that arrived.</param>
/// <param name="IsNoticed">Whether the receiver notices.</param>
public sealed record TamperCase(string Message, int Bytes, decimal Arrived, bool IsNoticed);
