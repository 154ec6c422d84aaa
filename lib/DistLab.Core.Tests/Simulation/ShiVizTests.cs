using System.Text.Json;
using System.Text.RegularExpressions;
using DistLab.Coordination;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Core.Tests.Faults;

/// <summary>Logs as ShiViz reads them: its way of reading a file (js/shiviz.js), its parser (js/model/parser.js), its rules of clocks (js/model/modelGraph.js).</summary>
public class ShiVizTests
{
    /// <summary>What ShiViz takes for the form of a log that says nothing of its own.</summary>
    private const string DefaultParser = @"(?<event>.*)\n(?<host>\S*) (?<clock>{.*})";

    private sealed record Event(string Text, string Host, Dictionary<string, int> Clock);

    [Fact]
    public void A_file_with_everything_in_it_keeps_the_rules()
    {
        var events = OpenFile(TraceExportTests.Busy().ToShiViz());
        AssertRules(events);
        Assert.Equal(4, events.Select(each => each.Host).Distinct().Count());
        Assert.Contains(events, each => each.Clock.Count == 4);
    }

    [Fact]
    public void A_log_that_is_pasted_without_its_head_is_read_by_the_default_parser_as_the_same()
    {
        var lines = TraceExportTests.Busy().ToShiViz().ToList();
        var pasted = Parse(string.Join('\n', lines.Skip(2)), DefaultParser);
        AssertRules(pasted);
        var opened = OpenFile(lines);
        Assert.Equal(opened.Select(each => (each.Host, JsonSerializer.Serialize(each.Clock))), pasted.Select(each => (each.Host, JsonSerializer.Serialize(each.Clock))));
        Assert.All(opened.Zip(pasted), pair => Assert.EndsWith($" | {pair.First.Text}", pair.Second.Text));
    }

    [Fact]
    public void Nothing_that_nodes_and_messages_are_called_leads_the_parser_astray()
    {
        string[] words = ["", " ", "{\"P0\":1}", "x\ny {\"z\":1}", "a\u2028b\u2029c\rd\u0085e", "P0 {\"P0\":1}", "| | {}", "\\n", "end }", "{ {", "0 s | starts"];
        foreach (var naming in new Func<NodeId, string>[] { node => $"node {node.Index}", node => $"\"{{{node.Index}}}\"", node => node.Index == 0 ? "knoten-ä" : "1.2.3.4:80", _ => "" })
        {
            var trace = Trace.KeepAll();
            for (var i = 0; i < words.Length; i++)
            {
                trace.Add(new(i), TraceKind.Send, 0, 1, i + 1, words[i]);
                trace.Add(new(i), TraceKind.Receive, 1, 0, i + 1, words[i]);
            }
            foreach (var events in new[] { OpenFile(trace.ToShiViz(naming)), Parse(string.Join('\n', trace.ToShiViz(naming).Skip(2)), DefaultParser) })
            {
                Assert.Equal(2 * words.Length, events.Count);
                AssertRules(events);
            }
        }
    }

    [Fact]
    public void The_run_of_a_cluster_with_crashes_keeps_the_rules_for_every_seed()
    {
        for (var seed = 1UL; seed <= 10; seed++)
        {
            var run = new TokenRingMutex(3, Workload.Closed(5.Milliseconds(), 5.Milliseconds()), forwarding: 1.Milliseconds())
                .Simulate(3, seed, Delay.Exponential(2.Milliseconds()), trace: Trace.KeepAll())
                .Under(new Nemesis(nodes: 3, 300.Milliseconds()).With(Fault.Crash(0), every: 50.Milliseconds(), lasting: 20.Milliseconds()).With(Fault.Duplicate(0.3), every: 50.Milliseconds(), lasting: 20.Milliseconds()).Draw(seed));
            run.RunFor(300.Milliseconds());
            AssertRules(OpenFile(run.Trace.ToShiViz()));
        }
    }

    [Fact]
    public void The_rules_find_clocks_that_are_wrong()
    {
        Event[] right = [new("a", "x", new() { ["x"] = 1 }), new("b", "y", new() { ["x"] = 1, ["y"] = 1 }), new("c", "z", new() { ["x"] = 1, ["y"] = 1, ["z"] = 1 })];
        AssertRules(right);
        Event[] wrong =
        [
            new("starts at 2", "x", new() { ["x"] = 2 }), new("lacks itself", "x", new() { ["y"] = 1 }), new("knows what is not", "x", new() { ["x"] = 1, ["y"] = 9 }),
            new("knows whom is not", "x", new() { ["x"] = 1, ["w"] = 1 }),
        ];
        foreach (var first in wrong)
            Assert.ThrowsAny<Exception>(() => AssertRules([first, right[1], right[2]]));
        Assert.ThrowsAny<Exception>(() => AssertRules([right[0], right[1], new("forgets what y knew", "z", new() { ["y"] = 1, ["z"] = 1 })]));
    }

    [Fact]
    public void A_receipt_is_after_its_send_and_nothing_else_is_ordered()
    {
        var trace = Trace.KeepAll();
        trace.Add(new(1), TraceKind.Send, 0, 1, 1, "a");
        trace.Add(new(1), TraceKind.Duplicate, 0, 1, 2, "a");
        trace.Add(new(2), TraceKind.Timer, 2, NodeId.Outside, 0, "tick");
        trace.Add(new(3), TraceKind.Receive, 1, 0, 1, "a");
        trace.Add(new(4), TraceKind.Send, 1, 2, 3, "b\nc");
        trace.Add(new(5), TraceKind.Lost, 1, 0, 2, "a");
        trace.Add(new(6), TraceKind.Receive, 2, 1, 3, "b\nc");
        Assert.Equal(
            """
            1 ns | sends a to n1
            n0 {"n0":1}
            2 ns | timer tick
            n2 {"n2":1}
            3 ns | receives a from n0
            n1 {"n0":1,"n1":1}
            4 ns | sends b c to n2
            n1 {"n0":1,"n1":2}
            6 ns | receives b c from n1
            n2 {"n0":1,"n1":2,"n2":2}
            """.ReplaceLineEndings("\n").Split('\n'),
            trace.ToShiViz(node => $"n{node.Index}").Skip(2));
        Assert.StartsWith("the_server_ {", trace.ToShiViz(node => node == 0 ? "the server!" : "p{}" + node.Index).ElementAt(3));
    }

    /// <summary>As shiviz.js does with a file: its first line, between ^ and $, is the parser; its second parts executions, and is empty.</summary>
    private static IReadOnlyList<Event> OpenFile(IEnumerable<string> lines)
    {
        var text = string.Join('\n', lines);
        var head = text.Split('\n', 3);
        Assert.NotEqual("", head[0].Trim());
        Assert.Equal("", head[1].Trim());
        return Parse(head[2], $"^{head[0]}$");
    }

    /// <summary>As parser.js does: one match after the other, each with an event, a host and a clock in JSON that has the host in it.</summary>
    private static IReadOnlyList<Event> Parse(string log, string pattern)
    {
        // JavaScript's dot and anchors stop at four line ends, .NET's at one.
        var here = pattern.Replace(".*", @"[^\n\r\u2028\u2029]*", StringComparison.Ordinal);
        if (here[0] == '^')
            here = @"(?<=[\n\r\u2028\u2029]|\A)" + here[1..^1] + @"(?=[\n\r\u2028\u2029]|\z)";
        return [.. Regex.Matches(log.Trim(), here).Select(match => new Event(
            match.Groups["event"].Value, match.Groups["host"].Value, JsonSerializer.Deserialize<Dictionary<string, int>>(match.Groups["clock"].Value)!))];
    }

    /// <summary>What modelGraph.js throws over.</summary>
    private static void AssertRules(IReadOnlyList<Event> events)
    {
        Assert.NotEmpty(events);
        var hosts = events.GroupBy(each => each.Host).ToDictionary(host => host.Key, host => host.OrderBy(each => each.Clock[each.Host]).ToList());
        foreach (var (host, own) in hosts)
        {
            // Values begin at 1 and go up by 1.
            Assert.Equal(Enumerable.Range(1, own.Count), own.Select(each => each.Clock[host]));
            var before = new Dictionary<string, int>();
            foreach (var each in own)
            {
                // A clock is the last one of its host, one further, and all that is known at the events that it learned of.
                var due = new Dictionary<string, int>(before) { [host] = each.Clock[host] };
                foreach (var (other, count) in each.Clock.Where(entry => entry.Key != host && entry.Value > before.GetValueOrDefault(entry.Key)))
                {
                    Assert.True(hosts.ContainsKey(other), $"{other} is no host");
                    Assert.InRange(count, 1, hosts[other].Count);
                    foreach (var (third, known) in hosts[other][count - 1].Clock)
                        due[third] = Math.Max(due.GetValueOrDefault(third), known);
                }
                Assert.Equal(due.OrderBy(entry => entry.Key, StringComparer.Ordinal), each.Clock.OrderBy(entry => entry.Key, StringComparer.Ordinal));
                before = each.Clock;
            }
        }
    }
}
