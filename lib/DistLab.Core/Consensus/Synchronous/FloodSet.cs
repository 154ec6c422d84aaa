using DistLab.Protocols;

namespace DistLab.Consensus;

/// <summary>
/// Consensus in a synchronous system whose processes may crash: for f + 1 rounds everybody tells everybody all values that he
/// has seen. Then, if he has seen only one, he decides on it, and on 0 otherwise. Of f + 1 rounds one passes without a crash,
/// and after it all have seen the same.
/// </summary>
/// <remarks>
/// <para>FloodSet of Lynch, "Distributed Algorithms" (1996), §6.2. It decides only on 0 or 1.</para>
/// <para>In a synchronous system silence can be heard: a round has an end, and who has sent nothing until then has crashed.
/// So that the same class runs where messages may take any time, silence is here a message. A process that may crash does so
/// in a round of its choice, and its messages of that round reach those that it chooses (<see cref="Effects{TMessage}.Choose"/>),
/// so that the checker tries every crash in the middle of a round.</para>
/// </remarks>
public class FloodSet : Protocol<FloodState, FloodMessage>
{
    private readonly int _processes;
    private readonly int _rounds;
    private readonly NodeSet _faulty;
    private readonly ValueList<int>? _inputs;

    /// <summary>FloodSet among P0 … P(n − 1).</summary>
    /// <param name="processes">How many processes there are, 1 … 16.</param>
    /// <param name="rounds">For how many rounds values are exchanged: f + 1, to withstand f crashes.</param>
    /// <param name="faulty">Which processes may crash.</param>
    /// <param name="inputs">The processes' values, each 0 or 1; without them each is chosen.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public FloodSet(int processes, int rounds, NodeSet faulty, ValueList<int>? inputs = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(processes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(processes, 16);
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        (_processes, _rounds, _faulty, _inputs) = (processes, rounds, faulty, inputs);
    }

    /// <summary>How many processes there are.</summary>
    public int Processes => _processes;

    /// <summary>A process has seen its own value, and round 1 begins.</summary>
    public override FloodState Start(NodeId self, Effects<FloodMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        var input = _inputs?[self.Index] ?? effects.Choose(2);
        return SendRound(new() { Input = input, Round = 1, Seen = [input] }, self, effects);
    }

    /// <summary>What comes is kept until its round is over.</summary>
    public override FloodState OnMessage(FloodState state, NodeId self, NodeId from, FloodMessage message, Effects<FloodMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(effects);
        if (state.HasCrashed || state.Decision is not null)
            return state;
        state = state with { Received = [.. state.Received.Add(new(from, message)).OrderBy(receipt => receipt.Message.Round).ThenBy(receipt => receipt.From)] };
        while (state is { HasCrashed: false, Decision: null } && IsOver(state, self))
            state = EndRound(state, self, effects);
        return state;
    }

    /// <summary>What is decided on after the last round: the only value seen, or 0 if both were.</summary>
    protected virtual int Decide(ValueList<int> seen)
    {
        ArgumentNullException.ThrowIfNull(seen);
        return seen.Count == 1 ? seen[0] : 0;
    }

    private bool IsOver(FloodState state, NodeId self)
    {
        var heard = state.Silent.Add(self);
        foreach (var receipt in state.Received)
        {
            if (receipt.Message.Round == state.Round)
                heard = heard.Add(receipt.From);
        }
        return heard.Count == _processes;
    }

    private FloodState EndRound(FloodState state, NodeId self, Effects<FloodMessage> effects)
    {
        var ofRound = state.Received.Where(receipt => receipt.Message.Round == state.Round).ToList();
        state = state with
        {
            Round = state.Round + 1,
            Seen = [.. ofRound.SelectMany(receipt => receipt.Message.Values).Concat(state.Seen).Distinct().Order()],
            Received = [.. state.Received.Except(ofRound)],
            Silent = ofRound.Where(receipt => receipt.Message.IsLast).Aggregate(state.Silent, (silent, receipt) => silent.Add(receipt.From)),
        };
        if (state.Round <= _rounds)
            return SendRound(state, self, effects);
        var decision = Decide(state.Seen);
        effects.Output(decision);
        return state with { Decision = decision, Received = [] };
    }

    private FloodState SendRound(FloodState state, NodeId self, Effects<FloodMessage> effects)
    {
        var crashes = _faulty.Contains(self) && effects.Choose(2) == 1;
        var reached = crashes ? effects.Choose(1 << (_processes - 1)) : -1;
        for (var other = 0; other < _processes; other++)
        {
            if (other == self.Index)
                continue;
            effects.Send(other, new(state.Round, (reached & 1) != 0 ? state.Seen : [], crashes));
            reached >>= 1;
        }
        return crashes ? state with { HasCrashed = true, Received = [] } : state;
    }
}
