namespace DistLab.Checking;

/// <summary>How a history of Jepsen is to be understood.</summary>
/// <param name="IsKeyed">Whether every value is a pair of key and value, as in tests over independent keys.</param>
/// <param name="FailedCompareAndSetIsFalse">
/// Whether a <c>cas</c> that failed counts as having answered <c>false</c>, which can be checked; otherwise it did not happen, as Jepsen has it.
/// </param>
/// <param name="Limits">How large the text may be; <see cref="ReadLimits.Usual"/> unless told.</param>
public sealed record JepsenOptions(bool IsKeyed = false, bool FailedCompareAndSetIsFalse = false, ReadLimits? Limits = null);
