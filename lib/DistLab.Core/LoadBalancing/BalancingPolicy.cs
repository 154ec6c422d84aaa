namespace DistLab.LoadBalancing;

/// <summary>
/// A rule that chooses a server for a request: a pure function of what is given to it, which allocates nothing. The same policy is
/// used by the hub as a protocol and by the real one; whoever uses it counts the turns and brings the chance.
/// </summary>
/// <example><code>
/// Func&lt;int, int&gt; chance = new RandomStream(seed: 1).NextBelow;
/// ServerLoad[] healthy = [new(0, Outstanding: 3), new(2, Outstanding: 1)];
/// var server = healthy[BalancingPolicy.LeastConnections.Choose(healthy, turn: 0, key: null, chance)].Server;
/// </code></example>
public abstract class BalancingPolicy
{
    /// <summary>One after the other.</summary>
    public static BalancingPolicy RoundRobin { get; } = new RoundRobin();

    /// <summary>Any one, each equally likely.</summary>
    public static BalancingPolicy Random { get; } = new RandomChoice();

    /// <summary>The one with the fewest outstanding requests for its weight; among several, one after the other.</summary>
    public static BalancingPolicy LeastConnections { get; } = new LeastConnections();

    /// <summary>Two are drawn, and the one with fewer outstanding requests is taken.</summary>
    public static BalancingPolicy PowerOfTwoChoices { get; } = new PowerOfChoices(2);

    /// <summary>Any one, each as likely as its weight says.</summary>
    public static BalancingPolicy Weighted { get; } = new WeightedChoice();

    /// <summary>What the policy is called, for tables and figures.</summary>
    public abstract string Name { get; }

    /// <summary>Chooses among the healthy servers.</summary>
    /// <param name="servers">The healthy servers, in the order of their numbers.</param>
    /// <param name="turn">How many choices were made before this one.</param>
    /// <param name="key">What the request is about, for policies that send like to like; <c>null</c> when it has no key.</param>
    /// <param name="chance">Draws one of 0 … n − 1: <see cref="Protocols.RandomStream.NextBelow(int)"/> of a stream, or <see cref="Protocols.Effects{TMessage}.Choose"/> of a protocol.</param>
    /// <returns>A place in <paramref name="servers"/>; −1 if there is none.</returns>
    public abstract int Choose(ReadOnlySpan<ServerLoad> servers, long turn, ulong? key, Func<int, int> chance);

    /// <summary>The policy's name.</summary>
    public sealed override string ToString() => Name;
}
