using System.Globalization;

namespace DistLab.Coordination;

/// <summary>That somebody holds a lock.</summary>
/// <param name="Token">The fencing token: greater than that of every grant before, of any lock.</param>
/// <param name="Owner">Who holds it.</param>
/// <param name="Renewals">How often the lease has been renewed.</param>
public sealed record LockGrant(long Token, long Owner, long Renewals = 0)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Token} of {Owner}{(Renewals == 0 ? "" : $", renewed {Renewals}×")}");
}
