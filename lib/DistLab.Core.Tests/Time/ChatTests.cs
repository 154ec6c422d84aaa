using DistLab.Checking;
using DistLab.Protocols;
using DistLab.Simulation;
using DistLab.Time;

namespace DistLab.Core.Tests.Time;

public sealed class ChatTests
{
    [Fact]
    public void Without_order_the_checker_finds_an_answer_before_its_question_in_the_fewest_steps()
    {
        var result = Check(new Chat(3) { MayRead = Chat.AsItComes });
        // P0 asks, P1 reads and answers, P2 reads the answer.
        Assert.Equal(3, result.Counterexample.Steps.Count);
    }

    [Fact]
    public void First_in_first_out_channels_do_not_cure_it() =>
        Assert.False(new Chat(3) { MayRead = Chat.AsItComes }.Check(3).InOrder().Never("first", s => s.States.Any(n => n.HasReadAnAnswerFirst)).Run(OneWorker.Instance).Holds);

    [Fact]
    public void Causal_order_is_kept_in_every_run_with_two_who_answer_and_all_posts_are_read_at_last()
    {
        var result = new Chat(4) { Answerers = [1, 2] }.Check(4)
            .Never("an answer before its question", s => s.States.Any(n => n.HasReadAnAnswerFirst))
            .WhenQuiet("all is read", s => s.States.All(n => n.Read.Count == 3 && n.Waiting.Count == 0))
            .Run(OneWorker.Instance);
        Assert.True(result.Holds, result.ToString());
        Assert.Equal(SearchEnd.Complete, result.End);
    }

    [Fact]
    public void Clocks_that_are_not_merged_are_found() =>
        Assert.Equal(3, Check(new Chat(3) { AfterReading = (own, _) => own }).Counterexample.Steps.Count);

    [Fact]
    public void In_the_simulator_some_seeds_break_the_chat_without_order_and_none_the_causal_one()
    {
        Assert.InRange(Broken(new Chat(5) { MayRead = Chat.AsItComes }), 1, 199);
        Assert.Equal(0, Broken(new Chat(5)));

        static int Broken(Chat chat) => Enumerable.Range(1, 200).Count(seed =>
        {
            var run = chat.Simulate(5, (ulong)seed, Delay.Exponential(10.Milliseconds()));
            run.Run();
            return Enumerable.Range(0, 5).Any(node => run.State(node).HasReadAnAnswerFirst);
        });
    }

    [Fact]
    public void The_same_seed_gives_the_same_run_of_every_protocol_of_this_topic()
    {
        Assert.Equal(Digests(5), Digests(5));
        Assert.Empty(Digests(5).Intersect(Digests(6)));

        static List<ulong> Digests(ulong seed) =>
        [
            Digest(new Chat(4), seed),
            Digest(new Bank(4).WithLogicalClocks(4), seed),
            Digest(new Bank(4).WithSnapshots(4, 10.Milliseconds(), 20.Milliseconds()), seed),
            Digest(new BerkeleyProtocol(4) { Every = 50.Milliseconds() }, seed),
            Digest(new NtpProtocol(node => node == 0 ? [] : [0]), seed),
        ];

        static ulong Digest<TState, TMessage>(Protocol<TState, TMessage> protocol, ulong seed)
            where TState : class
            where TMessage : class
        {
            var run = protocol.Simulate(4, seed, Delay.Exponential(10.Milliseconds()), Trace.KeepAll(), ClockExperiment.Clocks(1.Seconds(), 50, seed));
            run.RunUntil(Instant.FromSeconds(1));
            return run.Trace.Digest();
        }
    }

    private static SearchResult<ProtocolRun<Chat.State, Chat.Message>> Check(Chat chat) =>
        chat.Check(3).Never("an answer before its question", s => s.States.Any(n => n.HasReadAnAnswerFirst)).Run(OneWorker.Instance);
}
