namespace DistLab.Checking.Orders;

/// <summary>An operation as a search for a legal order sees it.</summary>
/// <param name="Index">Its place in the history.</param>
/// <param name="Call">What was called.</param>
/// <param name="Result">What the object has to answer; <c>null</c> if that is not known.</param>
/// <param name="IsRead">Whether it changes nothing.</param>
/// <param name="IsRequired">Whether it has to be in the order: it returned.</param>
internal readonly record struct SearchOperation(int Index, Call Call, Value? Result, bool IsRead, bool IsRequired);
