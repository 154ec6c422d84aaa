namespace DistLab.Communication.Web;

/// <summary>A mistake in a request, and who notices it before money moves.</summary>
/// <param name="Mistake">What is wrong.</param>
/// <param name="Contract">What the schema says; <c>null</c> if it notices nothing.</param>
/// <param name="Json">What a reader of JSON says that has only its own class to go by; <c>null</c> if it notices nothing.</param>
/// <param name="Understood">What the reader of JSON takes it for, if it does.</param>
public sealed record MistakeCase(string Mistake, string? Contract, string? Json, Transfer? Understood);
