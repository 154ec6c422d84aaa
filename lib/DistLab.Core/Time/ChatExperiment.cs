using DistLab.Checking;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Time;

/// <summary>How often a <see cref="Chat"/> shows an answer before its question.</summary>
public static class ChatExperiment
{
    /// <summary>In how many chats of five somebody reads an answer first; a message takes 10 ms on average, memoryless.</summary>
    /// <param name="chat">A chat of five.</param>
    /// <param name="runs">How many chats, with the seeds 1, 2, ….</param>
    public static int Confused(Chat chat, int runs = 1_000)
    {
        ArgumentNullException.ThrowIfNull(chat);
        return Enumerable.Range(1, runs).Count(seed =>
        {
            var run = chat.Simulate(5, (ulong)seed, Delay.Exponential(10.Milliseconds()));
            run.Run();
            return Enumerable.Range(0, 5).Any(node => run.State(node).HasReadAnAnswerFirst);
        });
    }

    /// <summary>The claims for a chat with one question: nobody reads an answer first, and in the end all have read all.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="nodes">How many take part.</param>
    public static ProtocolCheck<Chat.State, Chat.Message, Nothing> Claims(this Chat chat, int nodes)
    {
        ArgumentNullException.ThrowIfNull(chat);
        return chat.Check(nodes)
            .Never("answer first", state => state.States.Any(node => node.HasReadAnAnswerFirst))
            .WhenQuiet("all read", state => state.States.All(node => node.Read.Count == 1 + chat.Answerers.Count));
    }
}
