using DistLab.Protocols;

namespace DistLab.Availability;

/// <summary>Components of which so many must be up for the service to be up: 1 of 3 servers, the one hub, 2 of 3 replicas.</summary>
public sealed record ComponentGroup
{
    /// <summary>A group of components.</summary>
    /// <param name="name">What they are together, for example <c>servers</c>.</param>
    /// <param name="components">The names of all of them, as <see cref="Outage.Component"/> has them.</param>
    /// <param name="needed">How many must be up, 1 … their number.</param>
    /// <exception cref="ArgumentException">There are no components, or one twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number needed is out of range.</exception>
    public ComponentGroup(string name, IEnumerable<string> components, int needed = 1)
    {
        ArgumentNullException.ThrowIfNull(name);
        (Name, Components, Needed) = (name, [.. components], needed);
        if (Components.Count == 0 || Components.Distinct(StringComparer.Ordinal).Count() < Components.Count)
            throw new ArgumentException("A group has at least one component, and each once.", nameof(components));
        ArgumentOutOfRangeException.ThrowIfLessThan(needed, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(needed, Components.Count);
    }

    /// <summary>What they are together.</summary>
    public string Name { get; }

    /// <summary>The names of all of them.</summary>
    public ValueList<string> Components { get; }

    /// <summary>How many must be up.</summary>
    public int Needed { get; }

    /// <summary>The groups of a service that one kind of component makes: servers named <c>server 0</c>, <c>server 1</c>, ….</summary>
    /// <param name="count">How many servers there are.</param>
    /// <param name="needed">How many must be up.</param>
    /// <exception cref="ArgumentException">There is no server.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number needed is out of range.</exception>
    public static ComponentGroup Servers(int count, int needed = 1) => new("servers", Enumerable.Range(0, count).Select(ServerName), needed);

    /// <summary>The name of a server by its number.</summary>
    public static string ServerName(int server) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"server {server}");
}
