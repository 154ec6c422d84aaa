using DistLab.Checking;
using DistLab.Protocols;

namespace DistLab.Consensus;

/// <summary>Finds all states of a system, and which decisions can come of each.</summary>
public static class ValenceSearch
{
    /// <summary>How many states are found at most when nothing else is said.</summary>
    public const int DefaultLimit = 200_000;

    /// <summary>Explores a deterministic protocol without timers and clocks, whose messages may arrive in any order.</summary>
    /// <param name="protocol">The protocol that every node follows.</param>
    /// <param name="nodes">How many nodes there are: P0, P1, ….</param>
    /// <param name="decision">What a node in a state has decided: 0, 1, or <c>null</c> for nothing yet.</param>
    /// <param name="isIgnored">Whether a node ignores a message in a state and in all that can follow: such a message is left out, which makes fewer states.</param>
    /// <param name="limit">How many states are found at most, or a few more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not above zero.</exception>
    /// <exception cref="NotSupportedException">The protocol chooses, sets a timer, or reads a clock.</exception>
    public static ValenceGraph<TState, TMessage> Explore<TState, TMessage>(
        Protocol<TState, TMessage> protocol, int nodes, Func<TState, int?> decision, Func<TState, TMessage, bool>? isIgnored = null, int limit = DefaultLimit)
        where TState : class
        where TMessage : class
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(decision);
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return new Explorer<TState, TMessage>(protocol, decision, isIgnored).Explore(nodes, limit);
    }

    private sealed class Explorer<TState, TMessage>(Protocol<TState, TMessage> protocol, Func<TState, int?> decision, Func<TState, TMessage, bool>? isIgnored)
        where TState : class
        where TMessage : class
    {
        private readonly AsynchronousStep<TState, TMessage> _step = new(protocol);
        private readonly Dictionary<Envelope<TMessage>, int> _envelopeNumbers = [];
        private readonly List<Envelope<TMessage>> _envelopes = [];
        private readonly Dictionary<(ValueList<TState>, ValueList<int>), int> _numbers = [];
        private readonly List<(ValueList<TState> States, ValueList<int> UnderWay, int Depth)> _found = [];
        private readonly List<ValenceStep<TMessage>> _steps = [];

        public ValenceGraph<TState, TMessage> Explore(int nodes, int limit)
        {
            ValueList<TState> states = [];
            var underWay = new List<int>();
            for (var node = 0; node < nodes; node++)
            {
                states = states.Add(_step.Start(node));
                AddSent(node, underWay);
            }
            NumberOf(states, underWay, 0);
            var looked = 0;
            for (; looked < _found.Count && _found.Count < limit; looked++)
                LookInto(looked);
            return new(Label(), _steps, looked == _found.Count);
        }

        private void LookInto(int number)
        {
            var (states, underWay, depth) = _found[number];
            // Two equal messages under way make one step.
            foreach (var sent in underWay.Distinct())
            {
                var envelope = _envelopes[sent];
                var after = states.With(envelope.To.Index, _step.OnMessage(states[envelope.To.Index], envelope));
                List<int> left = [.. underWay.Remove(sent)];
                AddSent(envelope.To, left);
                if (isIgnored is not null)
                    left.RemoveAll(other => isIgnored(after[_envelopes[other].To.Index], _envelopes[other].Message));
                _steps.Add(new(number, NumberOf(after, left, depth + 1), envelope));
            }
        }

        private int NumberOf(ValueList<TState> states, List<int> underWay, int depth)
        {
            underWay.Sort();
            ValueList<int> sorted = [.. underWay];
            if (_numbers.TryGetValue((states, sorted), out var number))
                return number;
            _numbers[(states, sorted)] = _found.Count;
            _found.Add((states, sorted, depth));
            return _found.Count - 1;
        }

        private void AddSent(NodeId from, List<int> underWay)
        {
            foreach (ref readonly var effect in _step.Recorded)
            {
                if (effect.Kind != EffectKind.Send)
                    continue;
                var envelope = new Envelope<TMessage>(from, effect.To, effect.Message!);
                if (!_envelopeNumbers.TryGetValue(envelope, out var number))
                {
                    number = _envelopes.Count;
                    _envelopeNumbers[envelope] = number;
                    _envelopes.Add(envelope);
                }
                underWay.Add(number);
            }
        }

        /// <summary>What a node has decided in a state can come of all states before it.</summary>
        private List<ValenceState<TState, TMessage>> Label()
        {
            var before = _steps.ToLookup(step => step.To, step => step.From);
            var valence = new Valence[_found.Count];
            var waiting = new Queue<int>();
            for (var number = 0; number < valence.Length; number++)
            {
                foreach (var state in _found[number].States)
                    Mark(number, decision(state) switch { 0 => Valence.Zero, 1 => Valence.One, _ => Valence.None });
            }
            while (waiting.TryDequeue(out var number))
            {
                foreach (var earlier in before[number])
                    Mark(earlier, valence[number]);
            }
            return [.. _found.Select((found, number) => new ValenceState<TState, TMessage>(
                number, found.Depth, valence[number], found.States, [.. found.UnderWay.Select(sent => _envelopes[sent])]))];

            void Mark(int number, Valence more)
            {
                if ((valence[number] | more) == valence[number])
                    return;
                valence[number] |= more;
                waiting.Enqueue(number);
            }
        }
    }
}
