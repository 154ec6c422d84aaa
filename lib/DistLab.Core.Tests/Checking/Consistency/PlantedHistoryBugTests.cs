using DistLab.Checking;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Checking.Consistency;

/// <summary>
/// A check that finds nothing proves nothing: for each model of an object, and for each condition, an implementation that it must let pass,
/// and the same one with a bug that it must find.
/// </summary>
public sealed class PlantedHistoryBugTests
{
    private const ulong Seeds = 60;

    // The bugs show in few of them: it takes five calls of three clients in one order, between two meetings of the replicas.
    private const ulong ShortRuns = 1_000;

    [Fact]
    public void A_register_whose_second_copy_lags_behind_is_found() =>
        Told(new RegisterModel(0), isBuggy => new CopiedRegister(isBuggy), (random, client, number) => random.NextBool(0.4) ? Call.Write((10 * number) + client + 1) : Call.Read());

    [Fact]
    public void A_compare_and_set_that_sets_without_comparing_again_is_found() =>
        Told(new RegisterModel(0), isBuggy => new ComparingRegister(isBuggy), (random, _, _) => random.NextBool(0.3) ? Call.Read() : Call.CompareAndSet(random.NextBelow(3), random.NextBelow(3)));

    [Fact]
    public void An_append_that_writes_over_another_is_found() =>
        Told(new KeyValueModel(""), isBuggy => new AppendingStore(isBuggy), (random, client, number) => random.NextBool(0.4) ? Call.Get("x") : Call.Append("x", $"{client}.{number} "));

    [Fact]
    public void A_queue_that_hands_an_item_to_two_is_found() =>
        Told(new QueueModel(), isBuggy => new SharedQueue(isBuggy), (random, client, number) => random.NextBool(0.5) ? new("dequeue", Value.Nil, Value.Nil) : new Call("enqueue", Value.Nil, (10 * number) + client), operations: 5);

    [Fact]
    public void A_lock_that_is_granted_to_two_is_found() =>
        Told(new LockModel(), isBuggy => new SharedLock(isBuggy), (_, client, number) => new(number % 2 == 0 ? "acquire" : "release", Value.Nil, client));

    [Fact]
    public void A_write_that_returns_before_its_own_replica_has_it_breaks_sequential_consistency()
    {
        var (found, notLinearizable) = (0, 0);
        for (var seed = 1UL; seed <= Seeds; seed++)
        {
            var correct = new OrderedReplicas(waits: true).Run(seed);
            Assert.True(SequentialConsistency.Check(correct, new RegisterModel(0)).IsSatisfied, $"seed {seed}\n{correct}");
            notLinearizable += Linearizability.Check(correct, new RegisterModel(0)).IsSatisfied ? 0 : 1;
            found += SequentialConsistency.Check(new OrderedReplicas(waits: false).Run(seed), new RegisterModel(0)).Conformance == Conformance.Violated ? 1 : 0;
        }
        Assert.InRange(found, 10, (int)Seeds);
        Assert.InRange(notLinearizable, 10, (int)Seeds);
    }

    [Theory]
    [InlineData(CausalModel.Weak)]
    [InlineData(CausalModel.Memory)]
    [InlineData(CausalModel.Convergence)]
    public void Replicas_that_take_writes_before_what_these_depend_on_break_causal_consistency(CausalModel model)
    {
        var found = 0;
        for (var seed = 1UL; seed <= ShortRuns; seed++)
        {
            var correct = new SessionStore(SessionGuarantees.All).Run(seed);
            Assert.True(CausalConsistency.Check(correct, model, 0).IsSatisfied, $"seed {seed}\n{correct}");
            var verdict = CausalConsistency.Check(new SessionStore(SessionGuarantees.All) { TakesWritesOneByOne = true }.Run(seed), model, 0);
            found += verdict.Conformance == Conformance.Violated ? 1 : 0;
        }
        Assert.InRange(found, 1, (int)ShortRuns);
    }

    /// <summary>The store keeps each guarantee by a rule of its own (Terry et al. 1994); without that rule only that guarantee's check must find it.</summary>
    [Theory]
    [InlineData(SessionGuarantees.ReadYourWrites)]
    [InlineData(SessionGuarantees.MonotonicReads)]
    [InlineData(SessionGuarantees.MonotonicWrites)]
    [InlineData(SessionGuarantees.WritesFollowReads)]
    public void A_store_that_leaves_out_the_rule_for_a_session_guarantee_is_found_by_its_check(SessionGuarantees left)
    {
        var found = 0;
        for (var seed = 1UL; seed <= ShortRuns; seed++)
        {
            var correct = new SessionStore(SessionGuarantees.All).Run(seed);
            Assert.True(SessionConsistency.Check(correct, left, 0).IsSatisfied, $"seed {seed}\n{correct}");
            Assert.True(SessionConsistency.Check(correct, SessionGuarantees.All, 0).IsSatisfied, $"seed {seed}\n{correct}");
            found += SessionConsistency.Check(new SessionStore(SessionGuarantees.All & ~left).Run(seed), left, 0).Conformance == Conformance.Violated ? 1 : 0;
        }
        Assert.InRange(found, 1, (int)ShortRuns);
    }

    private static void Told<TState>(ISequentialModel<TState> model, Func<bool, SteppedObject> make, Func<RandomStream, int, int, Call> draw, int operations = 6)
        where TState : notnull
    {
        var found = 0;
        for (var seed = 1UL; seed <= Seeds; seed++)
        {
            var correct = make(false).Run(seed, clients: 3, operations, draw);
            Assert.True(Linearizability.Check(correct, model).IsSatisfied, $"seed {seed}\n{correct}");
            var verdict = Linearizability.Check(make(true).Run(seed, clients: 3, operations, draw), model);
            if (verdict.Conformance != Conformance.Violated)
                continue;
            found++;
            Assert.NotEmpty(verdict.Offending);
            Assert.False(Linearizability.Check(verdict.Prefix!, model).IsSatisfied);
        }
        Assert.InRange(found, 5, (int)Seeds);
    }

    private sealed class CopiedRegister(bool isBuggy) : SteppedObject
    {
        private Value _first = 0;
        private Value _second = 0;
        private int _reads;

        protected override IEnumerable<Value?> Steps(Call call)
        {
            yield return null;
            if (call.Name == "read")
            {
                yield return isBuggy && _reads++ % 2 == 1 ? _second : _first;
                yield break;
            }
            _first = call.Argument;
            yield return null;
            _second = call.Argument;
            yield return Value.Nil;
        }
    }

    private sealed class ComparingRegister(bool isBuggy) : SteppedObject
    {
        private Value _held = 0;

        protected override IEnumerable<Value?> Steps(Call call)
        {
            yield return null;
            if (call.Argument.AsList is not [var expected, var value])
            {
                yield return _held;
                yield break;
            }
            var isExpected = _held == expected;
            if (isBuggy)
                yield return null;
            if (isExpected)
                _held = value;
            yield return isExpected;
        }
    }

    private sealed class AppendingStore(bool isBuggy) : SteppedObject
    {
        private string _held = "";

        protected override IEnumerable<Value?> Steps(Call call)
        {
            yield return null;
            var seen = _held;
            if (call.Name == "get")
            {
                yield return seen;
                yield break;
            }
            if (isBuggy)
                yield return null;
            _held = seen + call.Argument.AsText;
            yield return Value.Nil;
        }
    }

    private sealed class SharedQueue(bool isBuggy) : SteppedObject
    {
        private readonly List<Value> _items = [];

        protected override IEnumerable<Value?> Steps(Call call)
        {
            yield return null;
            if (call.Name == "enqueue")
            {
                _items.Add(call.Argument);
                yield return Value.Nil;
                yield break;
            }
            var head = _items.Count > 0 ? _items[0] : Value.Nil;
            if (isBuggy)
                yield return null;
            _items.Remove(head);
            yield return head;
        }
    }

    private sealed class SharedLock(bool isBuggy) : SteppedObject
    {
        private Value _holder;

        protected override IEnumerable<Value?> Steps(Call call)
        {
            yield return null;
            if (call.Name == "release")
            {
                var held = _holder == call.Argument;
                _holder = held ? Value.Nil : _holder;
                yield return held;
                yield break;
            }
            while (!_holder.IsNil)
                yield return null;
            if (isBuggy)
                yield return null;
            _holder = call.Argument;
            yield return Value.Nil;
        }
    }
}
