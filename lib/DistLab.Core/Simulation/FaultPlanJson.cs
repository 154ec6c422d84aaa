using System.Text.Json;
using System.Text.Json.Nodes;
using DistLab.Protocols;

namespace DistLab.Simulation;

/// <summary>Fault plans as JSON. Only what a fault has is written.</summary>
internal static class FaultPlanJson
{
    public static string Write(FaultPlan plan) =>
        new JsonArray([.. plan.Select(planned => (JsonNode)Write(planned))]).ToJsonString();

    public static FaultPlan Read(string json)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(json);
        }
        catch (JsonException e)
        {
            throw new FormatException($"A fault plan is a JSON array, and this is no JSON: {e.Message}", e);
        }
        if (root is not JsonArray items)
            throw new FormatException("A fault plan is a JSON array.");
        var planned = items.Select(Read).ToList();
        return planned.Exists(fault => fault.At < Instant.Zero)
            ? throw new FormatException("A fault plan has no time before the start of the run.")
            : FaultPlan.From(planned);
    }

    /// <summary>One fault, without its time.</summary>
    public static JsonObject Write(Fault fault)
    {
        var json = new JsonObject { ["fault"] = fault.Kind.ToString() };
        if (fault.Node != NodeId.Outside)
            json["node"] = fault.Node.Index;
        if (fault.Sides.Count > 0)
            json["sides"] = new JsonArray([.. fault.Sides.Select(side => (JsonNode)Nodes(side))]);
        if (fault.Links is { } links)
            json["links"] = new JsonObject { ["from"] = Nodes(links.Senders), ["to"] = Nodes(links.Receivers), ["bothWays"] = links.BothWays };
        if (fault.Amount != 0)
            json["amount"] = fault.Amount;
        if (fault.Extra is { } extra)
            json["extra"] = DelayJson.Write(extra);
        if (fault.Step != Duration.Zero)
            json["step"] = fault.Step.Nanoseconds;
        if (fault.Nth != 0)
            json["nth"] = fault.Nth;
        if (fault.Kind == FaultKind.Byzantine)
            json["behaviour"] = fault.Behaviour.ToString();
        return json;
    }

    /// <summary>One fault, without its time.</summary>
    public static Fault Read(JsonObject json) => Read(json, Enum.Parse<FaultKind>((string)json["fault"]!));

    private static JsonObject Write(PlannedFault planned)
    {
        var json = Write(planned.Fault);
        json.Insert(0, "at", planned.At.Nanoseconds);
        return json;
    }

    private static JsonArray Nodes(ValueList<NodeId> nodes) => new([.. nodes.Select(node => (JsonNode)node.Index)]);

    private static PlannedFault Read(JsonNode? json, int place)
    {
        try
        {
            var item = json!.AsObject();
            return new(new((long)item["at"]!), Read(item));
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or NullReferenceException or ArgumentException or KeyNotFoundException)
        {
            throw new FormatException($"Fault {place + 1} of the plan cannot be read: {e.Message}", e);
        }
    }

    // Through the public factories, so that a plan from elsewhere is checked like one written by hand.
    private static Fault Read(JsonObject json, FaultKind kind)
    {
        var node = new NodeId((int?)json["node"] ?? -1);
        var amount = (double?)json["amount"] ?? 0;
        var links = json["links"] is JsonObject set ? LinkSet.Restore(Nodes(set["from"]), Nodes(set["to"]), (bool)set["bothWays"]!) : null;
        var extra = json["extra"] is JsonObject delay ? DelayJson.Read(delay) : null;
        if ((int?)json["nth"] is { } nth)
            return OneMessage(kind, links!, extra, nth);
        return kind switch
        {
            FaultKind.Crash => Fault.Crash(node),
            FaultKind.Restart => Fault.Restart(node),
            FaultKind.Pause => Fault.Pause(node),
            FaultKind.Resume => Fault.Resume(node),
            FaultKind.Slow => Fault.Slow(node, amount),
            FaultKind.ClockStep => Fault.ClockStep(node, new((long?)json["step"] ?? 0)),
            FaultKind.ClockDrift => Fault.ClockDrift(node, (long)amount),
            FaultKind.Byzantine => Fault.Byzantine(node, Enum.Parse<ByzantineBehaviour>((string)json["behaviour"]!)),
            FaultKind.Partition => Fault.Partition(json["sides"]?.AsArray().Select(Nodes) ?? []),
            FaultKind.Heal => Fault.Heal,
            FaultKind.Cut => Fault.Cut(links!),
            FaultKind.Mend => Fault.Mend(links),
            FaultKind.Delay when extra is null => Fault.Delay(Delay.None, links).Remedy!,
            FaultKind.Delay => Fault.Delay(extra, links),
            FaultKind.Lose => Fault.Lose(amount, links),
            FaultKind.Duplicate => Fault.Duplicate(amount, links),
            FaultKind.Corrupt => Fault.Corrupt(amount, links),
            FaultKind.Reorder when amount == 0 => Fault.Reorder(1, Delay.None, links).Remedy!,
            _ => Fault.Reorder(amount, extra!, links),
        };
    }

    private static Fault OneMessage(FaultKind kind, LinkSet links, Delay? extra, int nth)
    {
        var (from, to) = (links.Senders[0], links.Receivers[0]);
        return kind switch
        {
            FaultKind.Lose => Fault.LoseMessage(from, to, nth),
            FaultKind.Duplicate => Fault.DuplicateMessage(from, to, nth),
            FaultKind.Corrupt => Fault.CorruptMessage(from, to, nth),
            FaultKind.Reorder => Fault.DelayMessage(from, to, extra!, nth),
            _ => throw new FormatException($"\"{kind}\" does not befall a single message."),
        };
    }

    private static ValueList<NodeId> Nodes(JsonNode? json) => [.. json!.AsArray().Select(node => new NodeId((int)node!))];
}
