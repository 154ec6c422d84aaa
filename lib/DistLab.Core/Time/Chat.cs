using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>
/// A group chat by causal broadcast: a post bears a vector clock that counts the posts which its author had read, and nobody reads
/// a post before all of these. P0 asks; whoever is to answer does so on reading the question. Every node outputs each post as it
/// reads it.
/// </summary>
/// <remarks>
/// Birman, Schiper, Stephenson 1991; Coulouris et al., 5th ed., §15.4.3. The two rules can be exchanged, to see what each is good for.
/// Delivery is in causal order over any network that loses and doubles nothing, in order or not.
/// </remarks>
public sealed class Chat : Protocol<Chat.State, Chat.Message>
{
    private static readonly Asking TheAsking = new();

    private readonly int _nodes;

    /// <summary>A group.</summary>
    /// <param name="nodes">How many take part, 2 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two.</exception>
    public Chat(int nodes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 2);
        _nodes = nodes;
    }

    /// <summary>Who answers; by default P1.</summary>
    public NodeSet Answerers { get; init; } = [1];

    /// <summary>
    /// Whether a node may read a post now, by its own clock and the post. By default: the next one of its author, and the node has
    /// read every post that the author had read (CO).
    /// </summary>
    public Func<VectorClock, Message, bool> MayRead { get; init; } = IsNext;

    /// <summary>What a node's clock is after it has read a post. By default it takes the post's clock in.</summary>
    public Func<VectorClock, Message, VectorClock> AfterReading { get; init; } = (own, post) => own.Merge(post.Clock!);

    /// <summary>The rule of a chat without order: read whatever comes.</summary>
    public static Func<VectorClock, Message, bool> AsItComes { get; } = (_, _) => true;

    /// <summary>What a node remembers.</summary>
    /// <param name="Clock">How many posts of each author it has read, its own included.</param>
    /// <param name="Read">The posts that it has read, in that order.</param>
    /// <param name="Waiting">The posts that have come too early.</param>
    public sealed record State(VectorClock Clock, ValueList<Message> Read, ValueList<Message> Waiting)
    {
        /// <summary>Whether it has read an answer, and not before it the question.</summary>
        public bool HasReadAnAnswerFirst => Read.Count > 0 && Read[0] is Answer;
    }

    /// <summary>What is posted.</summary>
    /// <param name="Author">Who wrote it.</param>
    /// <param name="Clock">The author's clock, this post included.</param>
    public abstract record Message(NodeId Author, VectorClock? Clock);

    /// <summary>The question.</summary>
    /// <inheritdoc/>
    public sealed record Question(NodeId Author, VectorClock? Clock) : Message(Author, Clock)
    {
        /// <inheritdoc/>
        public override string ToString() => $"question {Clock}";
    }

    /// <summary>An answer to it.</summary>
    /// <inheritdoc/>
    public sealed record Answer(NodeId Author, VectorClock? Clock) : Message(Author, Clock)
    {
        /// <inheritdoc/>
        public override string ToString() => $"answer {Clock}";
    }

    private sealed record Asking() : Message(0, null)
    {
        public override string ToString() => "ask";
    }

    /// <inheritdoc/>
    public override State Start(NodeId self, Effects<Message> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        if (self == 0)
            effects.SetTimer(TheAsking, Delay.None);
        return new(VectorClock.Zero(_nodes), [], []);
    }

    /// <inheritdoc/>
    public override State OnTimer(State state, NodeId self, Message timer, Effects<Message> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(effects);
        return Post(state, self, clock => new Question(self, clock), effects);
    }

    /// <inheritdoc/>
    public override State OnMessage(State state, NodeId self, NodeId from, Message message, Effects<Message> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(effects);
        state = state with { Waiting = state.Waiting.Add(message) };
        // What is read now may be what another was waiting for.
        while (state.Waiting.FirstOrDefault(post => MayRead(state.Clock, post)) is { } next)
        {
            state = new(AfterReading(state.Clock, next), state.Read.Add(next), state.Waiting.Remove(next));
            effects.Output(next);
            if (next is Question && Answerers.Contains(self))
                state = Post(state, self, clock => new Answer(self, clock), effects);
        }
        return state;
    }

    private static bool IsNext(VectorClock own, Message post)
    {
        for (var i = 0; i < own.Counts.Count; i++)
        {
            if (post.Clock![i] > own[i] + (post.Author.Index == i ? 1 : 0))
                return false;
        }
        return true;
    }

    private State Post(State state, NodeId self, Func<VectorClock, Message> write, Effects<Message> effects)
    {
        var clock = state.Clock.Tick(self);
        var post = write(clock);
        for (var node = 0; node < _nodes; node++)
        {
            if (node != self.Index)
                effects.Send(node, post);
        }
        return state with { Clock = clock, Read = state.Read.Add(post) };
    }
}
