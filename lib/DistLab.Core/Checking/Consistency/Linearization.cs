using System.Globalization;
using DistLab.Protocols;

namespace DistLab.Checking;

/// <summary>What follows from a legal order: points in time, and the states that it leads through.</summary>
internal static class Linearization
{
    /// <summary>One order of all objects' operations from an order for each, which is legal since they have nothing to do with each other.</summary>
    public static int[] Merge(History history, IReadOnlyList<int[]> orders)
    {
        var placed = new List<(int Earliest, int Order, int At, int Operation)>();
        for (var order = 0; order < orders.Count; order++)
        {
            var earliest = -1;
            for (var at = 0; at < orders[order].Length; at++)
            {
                earliest = Math.Max(earliest, history.CallPlace(orders[order][at]));
                placed.Add((earliest, order, at, orders[order][at]));
            }
        }
        return [.. placed.Order().Select(one => one.Operation)];
    }

    /// <summary>A point for each operation of an order, within its time and in the order's order, with room between neighbours.</summary>
    public static Instant[] Points(History history, int[] order)
    {
        if (order.Length == 0)
            return [];
        var latest = new long[order.Length];
        var next = history.Max(operation => (operation.ReturnedAt ?? operation.Invoked).Nanoseconds);
        for (var i = order.Length - 1; i >= 0; i--)
            latest[i] = next = Math.Min(next, (history[order[i]].ReturnedAt ?? Instant.MaxValue).Nanoseconds);
        var points = new Instant[order.Length];
        var last = long.MinValue;
        for (var i = 0; i < order.Length; i++)
        {
            var earliest = Math.Max(last, history[order[i]].Invoked.Nanoseconds);
            var crowd = 1;
            while (i + crowd < order.Length && history[order[i + crowd]].Invoked.Nanoseconds < latest[i])
                crowd++;
            last = earliest + ((latest[i] - earliest) / (crowd + 1));
            points[i] = new(last);
        }
        return points;
    }

    /// <summary>The state of the object in question after each operation of an order.</summary>
    public static IEnumerable<string> States<TState>(History history, int[] order, ISequentialModel<TState> model)
        where TState : notnull
    {
        var states = new Dictionary<Value, TState>();
        foreach (var index in order)
        {
            var call = history[index].Call;
            var part = model.PartOf(call);
            if (model.Apply(states.GetValueOrDefault(part, model.Initial), call) is { } answer)
                states[part] = answer.State;
            yield return Convert.ToString(states.GetValueOrDefault(part, model.Initial), CultureInfo.InvariantCulture) ?? "";
        }
    }
}
