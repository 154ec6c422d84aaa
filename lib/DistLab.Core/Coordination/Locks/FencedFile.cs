using System.Globalization;
using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>
/// What a lock protects: a file that clients read, change and write back. It can hold writers to their fencing tokens: it then refuses
/// a write whose token is less than one that it has seen.
/// </summary>
/// <remarks>Kleppmann, "How to do distributed locking" (2016): the resource, and not the lock, must do the fencing.</remarks>
/// <param name="isFenced">Whether it looks at tokens.</param>
public sealed class FencedFile(bool isFenced) : Protocol<FencedFile.State, RaftLockService.Message>
{
    /// <summary>What the file remembers.</summary>
    /// <param name="Content">A number to which every holder of the lock adds one.</param>
    /// <param name="HighestToken">The highest token seen.</param>
    public sealed record State(long Content, long HighestToken);

    /// <summary>From a client: what is in the file?</summary>
    /// <param name="Token">The token of the client's grant.</param>
    public sealed record Read(long Token) : RaftLockService.Message
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"read #{Token}");
    }

    /// <summary>From the file: this is in it.</summary>
    /// <param name="Token">The token of the client's grant.</param>
    /// <param name="Content">The content.</param>
    public sealed record Contents(long Token, long Content) : RaftLockService.Message
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"contents {Content}");
    }

    /// <summary>From a client: put this in its place.</summary>
    /// <param name="Token">The token of the client's grant.</param>
    /// <param name="Content">The content.</param>
    public sealed record Write(long Token, long Content) : RaftLockService.Message
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"write {Content} #{Token}");
    }

    /// <summary>From the file: it is done, or refused.</summary>
    /// <param name="Token">The token of the client's grant.</param>
    /// <param name="IsDone">Whether it is done.</param>
    public sealed record Written(long Token, bool IsDone) : RaftLockService.Message
    {
        /// <inheritdoc/>
        public override string ToString() => IsDone ? "written" : "refused";
    }

    /// <summary>The output: the file has changed.</summary>
    /// <param name="Token">The token of who changed it.</param>
    /// <param name="Content">The content now.</param>
    public sealed record Changed(long Token, long Content)
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Content} by #{Token}");
    }

    /// <summary>The output: a write came too late.</summary>
    /// <param name="Token">The token that it bore.</param>
    public sealed record Refused(long Token)
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"refuses #{Token}");
    }

    /// <inheritdoc/>
    public override State Start(NodeId self, Effects<RaftLockService.Message> effects) => new(0, 0);

    /// <summary>All of it is on disk.</summary>
    public override State? Durable(State state) => state;

    /// <inheritdoc/>
    public override State OnMessage(State state, NodeId self, NodeId from, RaftLockService.Message message, Effects<RaftLockService.Message> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(effects);
        switch (message)
        {
            case Read read:
                effects.Send(from, new Contents(read.Token, state.Content));
                return state with { HighestToken = Math.Max(state.HighestToken, read.Token) };
            case Write write when isFenced && write.Token < state.HighestToken:
                effects.Send(from, new Written(write.Token, IsDone: false));
                effects.Output(new Refused(write.Token));
                return state;
            case Write write:
                effects.Send(from, new Written(write.Token, IsDone: true));
                effects.Output(new Changed(write.Token, write.Content));
                return new(write.Content, Math.Max(state.HighestToken, write.Token));
            default:
                return state;
        }
    }
}
