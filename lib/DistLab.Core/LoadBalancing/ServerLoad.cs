namespace DistLab.LoadBalancing;

/// <summary>What a load balancer knows of a healthy server when it chooses.</summary>
/// <param name="Server">The server's number, from 0; it stays the same whoever else is healthy.</param>
/// <param name="Outstanding">How many requests were sent to it and are not answered yet.</param>
/// <param name="Weight">How much it can take, compared with the others; at least 1.</param>
public readonly record struct ServerLoad(int Server, int Outstanding, int Weight = 1);
