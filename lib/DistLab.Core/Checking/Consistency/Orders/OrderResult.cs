namespace DistLab.Checking.Orders;

/// <summary>What a search for a legal order came to.</summary>
/// <param name="Conformance">Whether there is an order.</param>
/// <param name="Order">The order; if there is none, the one that got furthest. Operations go by their places among those searched.</param>
/// <param name="Progress">How far the order got: the place of the end that no order passes.</param>
/// <param name="Ends">States of the model in which orders got as far as that.</param>
/// <param name="Steps">How often an operation was tried.</param>
/// <param name="Configurations">How many configurations were seen.</param>
internal sealed record OrderResult(Conformance Conformance, int[] Order, int Progress, IReadOnlyList<int> Ends, long Steps, long Configurations);
