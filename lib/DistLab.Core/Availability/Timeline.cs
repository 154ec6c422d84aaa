using DistLab.Protocols;

namespace DistLab.Availability;

/// <summary>Adds up when components, and the service that they make, were up and down.</summary>
internal static class Timeline
{
    /// <summary>One component by itself.</summary>
    public static ComponentFigures Of(ServiceLog log, string component) =>
        Figures(log, component, Sum(log, [new(component, [component])]));

    /// <summary>The service: it is down while a group has fewer components up than it needs.</summary>
    public static ComponentFigures OfService(ServiceLog log) => Figures(log, "service", Sum(log, log.Groups));

    /// <summary>When the service was down, in the order of time.</summary>
    public static IReadOnlyList<Outage> Sum(ServiceLog log, IReadOnlyList<ComponentGroup> groups)
    {
        var changes = new List<(Instant At, int Group, int Change)>();
        foreach (var outage in log.Outages)
        {
            var (from, to) = (Max(outage.From, log.From), Min(outage.To, log.To));
            for (var group = 0; group < groups.Count && from < to; group++)
            {
                if (groups[group].Components.Contains(outage.Component))
                    changes.AddRange((from, group, 1), (to, group, -1));
            }
        }
        // Of what happens at one instant the failures come first: a hand-over that leaves no gap is none.
        changes.Sort((one, other) => one.At != other.At ? one.At.CompareTo(other.At) : other.Change.CompareTo(one.Change));
        return Walk(changes, groups);
    }

    private static List<Outage> Walk(List<(Instant At, int Group, int Change)> changes, IReadOnlyList<ComponentGroup> groups)
    {
        var (down, broken) = (new int[groups.Count], 0);
        var (found, since) = (new List<Outage>(), Instant.Zero);
        foreach (var (at, group, change) in changes)
        {
            var (wasBroken, spare) = (broken, groups[group].Components.Count - groups[group].Needed);
            broken -= down[group] > spare ? 1 : 0;
            down[group] += change;
            broken += down[group] > spare ? 1 : 0;
            if (wasBroken == 0 && broken > 0)
                since = at;
            else if (wasBroken > 0 && broken == 0 && since < at)
                found.Add(new("service", since, at));
        }
        return found;
    }

    private static ComponentFigures Figures(ServiceLog log, string name, IReadOnlyList<Outage> outages)
    {
        var down = outages.Aggregate(Duration.Zero, (sum, outage) => sum + outage.Length);
        // One that began before belongs to a time that was not measured; counted here, it would make failures too many and repairs too short.
        return new(name, log.To - log.From - down, down, outages.Count(outage => outage.From > log.From));
    }

    private static Instant Max(Instant one, Instant other) => one > other ? one : other;

    private static Instant Min(Instant one, Instant other) => one < other ? one : other;
}
