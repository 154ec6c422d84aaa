namespace DistLab.Models;

/// <summary>A request of a client's user that has no answer yet.</summary>
/// <param name="Number">The client's number of it, from 0.</param>
/// <param name="Item">What is wanted.</param>
/// <param name="Asked">How many places have been asked for it.</param>
public sealed record ContentRequest(int Number, int Item, int Asked);
