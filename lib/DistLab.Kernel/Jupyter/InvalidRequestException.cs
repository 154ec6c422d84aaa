namespace DistLab.Kernel;

/// <summary>JSON that somebody else wrote lacks a member, or has it in another type or range than agreed.</summary>
internal sealed class InvalidRequestException(string message) : Exception(message);
