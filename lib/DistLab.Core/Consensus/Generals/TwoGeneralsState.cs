namespace DistLab.Consensus;

/// <summary>What one of the <see cref="TwoGenerals"/> knows.</summary>
/// <param name="WantsAttack">At the first general: whether he wants to attack.</param>
/// <param name="Received">How many messages have reached him.</param>
/// <param name="Attacks">Whether he would attack if it dawned now.</param>
public sealed record TwoGeneralsState(bool WantsAttack, int Received, bool Attacks);
