using System.Text.Json.Nodes;
using DistLab.Checking;
using DistLab.Coordination;
using DistLab.Notebooks.Stepping;
using DistLab.Protocols;
using DistLab.Simulation;
using Microsoft.DotNet.Interactive.Formatting;

namespace DistLab.Notebooks.Tests;

public sealed class StepperTests
{
    private sealed record Account(int Balance, ValueList<int> Orders, string? Owner = null);

    private record Base
    {
        public int First { get; init; } = 1;
    }

    private sealed record Derived(double Second, bool Third) : Base
    {
        public int Broken => throw new InvalidOperationException("no");
    }

    [Fact]
    public void A_stepper_is_shown_as_HTML_a_drawing_and_text()
    {
        var stepper = Stepper.Of(new SampleTrace().Message(0, 1, 1, 4).Done());
        Assert.Equal(["text/html", "image/svg+xml", "text/plain"], Formatter.GetPreferredMimeTypesFor(typeof(Stepper)));
        Assert.StartsWith("<div class=\"dls\"", stepper.ToDisplayString("text/html"));
        Assert.StartsWith("<svg", stepper.ToDisplayString("image/svg+xml"));
        Assert.Equal("Step through the run, 2 steps\n   1  1 ms  P0 sends request to P1\n   2  4 ms  P1 receives request from P0\nThe trace keeps no states: record it with Trace.KeepAll(states: true).", stepper.ToDisplayString("text/plain"));
        // The static diagram stands in the HTML as well, for whoever runs no script.
        Assert.Contains("<svg", stepper.ToHtml());
        Assert.Equal(stepper.ToHtml(), Stepper.Of(new SampleTrace().Message(0, 1, 1, 4).Done()).ToHtml());
    }

    [Fact]
    public void A_step_is_an_event_with_all_that_was_done_in_answer()
    {
        var run = Read(new SampleTrace()
            .Row(0, TraceKind.Start, 0).Row(0, TraceKind.State, 0, new Account(0, [])).Row(0, TraceKind.Start, 1).Row(0, TraceKind.State, 1, new Account(0, []))
            .Row(1, TraceKind.Timer, 0, "pay").Row(1, TraceKind.State, 0, new Account(5, [1])).Row(1, TraceKind.ReadClock, 0, Instant.FromMilliseconds(9)).Message(0, 1, 1, 4)
            .Row(4, TraceKind.State, 1, new Account(0, [])).Row(4, TraceKind.Output, 1, "paid").Done());
        Assert.Equal(["The nodes begin", "P0: the timer pay runs out", "P1 receives request from P0"], run.Steps.Select(step => step.Text));
        Assert.Equal(["reads its clock: 9 ms", "sends request to P1"], run.Steps[1].Acts);
        Assert.Equal(["outputs paid"], run.Steps[2].Acts);
        Assert.Equal([(0, 0), (1, 0)], run.Steps[0].States);
        Assert.Equal([(0, 1)], run.Steps[1].States);
        Assert.Equal([("Balance", "5"), ("Orders", "[1]"), ("Owner", "–")], run.States.States[1]);
        Assert.Equal(2, run.States.States.Count);
        var message = Assert.Single(run.Messages);
        Assert.Equal((1, 2, false), (message.SentAt, message.EndAt, message.IsLost));
        Assert.Empty(run.Notes);
    }

    [Fact]
    public void Faults_are_marked_and_change_what_is_said_of_a_node()
    {
        var run = Read(new SampleTrace().Message(0, 1, 1, 2)
            .Row(3, TraceKind.Pause, 1).Row(4, TraceKind.Resume, 1).Row(5, TraceKind.Slow, 1, Fault.Slow(1, 2.5)).Row(6, TraceKind.Byzantine, 1, Fault.Byzantine(1, ByzantineBehaviour.Lie))
            .Row(7, TraceKind.Crash, 1).Row(8, TraceKind.Restart, 1).Row(9, TraceKind.Partition, NodeId.Outside, Fault.Partition([[0], [1]])).Row(10, TraceKind.Heal, NodeId.Outside, Fault.Heal)
            .Lost(0, 11, 1, 12).Done());
        Assert.Equal(
            ["paused", "", "slow ×2.5", "slow ×2.5, Byzantine: lie", "down, slow ×2.5, Byzantine: lie", "slow ×2.5, Byzantine: lie"],
            run.Steps.SelectMany(step => step.Statuses).Select(status => status.Status));
        Assert.Equal(8, run.Steps.Count(step => step.Tone == StepTone.Fault));
        Assert.Equal("Fault: partition [P0] | [P1]", run.Steps[8].Text);
        Assert.Equal("request from P0 to P1 is lost", run.Steps[^1].Text);
        Assert.True(run.Messages[^1].IsLost);
    }

    [Fact]
    public void A_state_shows_its_properties_base_first_and_one_that_fails_says_why() => Assert.Equal(
        [("First", "1"), ("Second", "0.5"), ("Third", "yes"), ("Broken", "(InvalidOperationException: no)")],
        StateFields.Of(new Derived(0.5, true)));

    [Fact]
    public void What_has_no_properties_shows_itself()
    {
        Assert.Equal([("", "text")], StateFields.Of("text"));
        Assert.Equal([("", "–")], StateFields.Of(null));
        Assert.Equal([("", "[1, 2]")], StateFields.Of(new[] { 1, 2 }));
        Assert.Equal(400, StateFields.Of(new string('a', 5_000))[0].Value.Length);
    }

    [Fact]
    public void Of_a_long_run_the_first_steps_are_shown_or_the_last_with_how_things_stood()
    {
        var sample = new SampleTrace();
        for (var i = 1; i <= 700; i++)
            sample.Row(i, TraceKind.Timer, 0, "tick").Row(i, TraceKind.State, 0, new Account(i, []));
        var trace = sample.Message(0, 100.5, 1, 699.5).Done();

        var first = Read(trace);
        Assert.Equal(500, first.Steps.Count);
        Assert.Equal(["202 later steps are left out."], first.Notes);

        var last = RunReader.Read(trace, new() { KeepsLast = true, MaxSteps = 10 });
        Assert.Equal(11, last.Steps.Count);
        Assert.Equal("What was before", last.Steps[0].Text);
        Assert.Equal("691", last.States.States[last.Steps[0].States[^1].State][0].Value);
        Assert.Empty(last.Steps[0].Acts);
        Assert.Equal((0, 9), (last.Messages[0].SentAt, last.Messages[0].EndAt));
        Assert.Equal(["692 earlier steps are left out."], last.Notes);
        Assert.True(Stepper.Of(trace).ToHtml().Length < 200_000);
    }

    [Fact]
    public void Many_nodes_are_cut_to_the_busiest()
    {
        var sample = new SampleTrace();
        for (var node = 0; node < 100; node++)
            sample.Row(1, TraceKind.Start, node).Message(node, 2 + node, 7, 400);
        var run = Read(sample.Done());
        Assert.Equal(40, run.Nodes.Count);
        Assert.Contains("Shows the 40 busiest of 100 nodes.", run.Notes);
        Assert.Equal(40, run.Messages.Count);
    }

    [Fact]
    public void A_trace_that_lost_its_first_rows_begins_where_it_begins()
    {
        var sample = new SampleTrace();
        for (var i = 0; i < 50; i++)
            sample.Message(0, i * 2, 1, (i * 2) + 1);
        var run = Read(sample.Done(keepLast: 9));
        Assert.Contains("The trace no longer has the run's first rows.", run.Notes);
        Assert.All(run.Messages, message => Assert.True(message.SentAt <= message.EndAt || message.EndAt < 0));
    }

    [Fact]
    public void A_violation_marks_the_last_step_up_to_its_time()
    {
        var trace = new SampleTrace().Message(0, 1, 1, 4).Message(1, 6, 0, 9).Done();
        var run = RunReader.Read(trace, new() { Violations = [(Instant.FromMilliseconds(7).Nanoseconds, "bad")] });
        Assert.Equal([StepTone.Usual, StepTone.Usual, StepTone.Violation, StepTone.Usual], run.Steps.Select(step => step.Tone));
        Assert.Equal("Broken: bad", run.Steps[2].Acts[^1]);
    }

    [Fact]
    public void The_steps_of_a_system_without_nodes_can_be_gone_through_as_well()
    {
        var stepper = Stepper.OfSteps([("begin", new Account(0, [])), ("deposit", (object)new Account(5, []))]);
        Assert.Equal("Step through the run, 2 steps\n   1    begin\n   2    deposit", stepper.ToString());
        var data = Data(stepper);
        Assert.Equal("system", (string?)data["nodes"]![0]);
        Assert.Equal("5", (string?)data["states"]![1]![0]![1]);
    }

    [Fact]
    public void No_text_can_end_the_element_that_holds_it()
    {
        const string attack = "</script><script>alert(1)</script> & \" ' `";
        var html = Stepper.Of(new SampleTrace().Row(0, TraceKind.Timer, 0, attack).Row(0, TraceKind.State, 0, attack).Done()).Title(attack).ToHtml();
        Assert.DoesNotContain("alert(1)</script>", html);
        Assert.Equal(2, html.Split("</script>").Length - 1);
        Assert.Contains(attack, (string?)Data(html)["states"]![0]![0]![1]);
    }

    [Fact]
    public void A_failure_is_stepped_through_to_the_moment_of_its_violation()
    {
        var failure = new Counter().Scenario(nodes: 1, length: 1.Seconds()).Never("three", run => run.State(0).Balance == 3).Try()!;
        var stepper = Stepper.Of(failure);
        Assert.StartsWith("Broken: three, 4 steps", stepper.ToString());
        Assert.Equal(2, (int?)Data(stepper)["steps"]![3]!["f"]);
    }

    [Fact]
    public void A_counterexample_of_the_checker_is_stepped_through_with_its_states()
    {
        var visit = Workload.Closed(1.Milliseconds(), 1.Milliseconds(), entries: 1);
        var report = new NoMutex(visit).Check(2).Never("two inside", state => state.States.Count(client => client.Phase == MutexPhase.Held) > 1).Run();
        var stepper = report.Stepper();
        Assert.Equal(Stepper.Of(report["two inside"]).ToHtml(), stepper.ToHtml());
        Assert.StartsWith("two inside: violated after 2 steps, 3 steps", stepper.ToString());
        Assert.DoesNotContain("keeps no states", stepper.ToString());
        Assert.Contains("Broken: two inside", stepper.ToString());
        Assert.Equal(2, Data(stepper)["steps"]!.AsArray().SelectMany(step => step!["s"]?.AsArray() ?? []).Count(change => (string?)Data(stepper)["states"]![(int)change![1]!]![0]![1] == "Held"));
    }

    private sealed record Jugs(int Big, int Small);

    private sealed class Pouring : ITransitionSystem<Jugs>
    {
        public IEnumerable<Jugs> Initial => [new(0, 0)];

        public void Next(Jugs state, Successors<Jugs> next)
        {
            var poured = Math.Min(state.Big, 3 - state.Small);
            next.Add(state with { Big = 5 }, "fill the big one");
            next.Add(new(state.Big - poured, state.Small + poured), "pour into the small one");
            next.Add(state with { Small = 0 }, "empty the small one");
        }
    }

    [Fact]
    public void A_counterexample_of_a_transition_system_is_stepped_through_by_its_labels()
    {
        var report = new Pouring().Check().Never("four litres", state => state.Big == 4).Run();
        var text = Stepper.Of(report["four litres"]).ToString();
        Assert.Contains("   1    It begins", text);
        Assert.Contains("   2    fill the big one", text);
        Assert.Contains("Broken: four litres", text);
    }

    [Fact]
    public void A_trace_from_json_lines_is_stepped_through_and_drawn_as_the_run_was()
    {
        var run = new TokenRingMutex(3, Workload.Closed(2.Milliseconds(), 1.Milliseconds(), entries: 2)).Simulate(3, trace: Trace.KeepAll(states: true));
        run.RunFor(9.Milliseconds());
        var back = Trace.FromJsonLines(run.Trace.ToJsonLines());
        Assert.Equal(Stepper.Of(run).ToString(), Stepper.Of(back).ToString());
        Assert.Equal(SpaceTimeDiagram.Of(run.Trace).ToSvg(), SpaceTimeDiagram.Of(back).ToSvg());
    }

    private sealed class Counter : Protocol<Account, Account>
    {
        public override Account Start(NodeId self, Effects<Account> effects) => OnTimer(new(-1, []), self, new(0, []), effects);

        public override Account OnMessage(Account state, NodeId self, NodeId from, Account message, Effects<Account> effects) => state;

        public override Account OnTimer(Account state, NodeId self, Account timer, Effects<Account> effects)
        {
            effects.SetTimer(timer, 1.Milliseconds());
            return state with { Balance = state.Balance + 1 };
        }
    }

    private static SteppedRun Read(Trace trace) => RunReader.Read(trace, new());

    private static JsonNode Data(Stepper stepper) => Data(stepper.ToHtml());

    private static JsonNode Data(string html)
    {
        const string begin = "<script type=\"application/json\">";
        var from = html.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        return JsonNode.Parse(html[from..html.IndexOf("</script>", from, StringComparison.Ordinal)])!;
    }
}
