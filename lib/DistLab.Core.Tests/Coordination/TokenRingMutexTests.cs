using DistLab.Coordination;
using DistLab.Protocols;
using static DistLab.Coordination.TokenRingMutex;

namespace DistLab.Core.Tests.Coordination;

public sealed class TokenRingMutexTests
{
    private readonly Effects<MutexMessage> _effects = new(_ => 0);
    private readonly TokenRingMutex _ring = new(3, Workload.None);

    [Fact]
    public void Only_process_0_starts_with_the_token()
    {
        _ring.Start(1, _effects);
        _ring.Start(2, _effects);
        Assert.Empty(_effects.Recorded.ToArray());
        _ring.Start(0, _effects);
        AssertTokenSentTo(1);
    }

    [Fact]
    public void A_process_that_does_not_want_the_token_passes_it_on_at_once_and_allocates_nothing()
    {
        var state = _ring.Start(2, _effects);
        Assert.Same(state, _ring.OnMessage(state, 2, 1, Token, _effects));
        AssertTokenSentTo(0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var hop = 0; hop < 1_000; hop++)
        {
            state = _ring.OnMessage(state, 2, 1, Token, _effects);
            _effects.Clear();
        }
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_process_that_wants_it_keeps_the_token_until_it_leaves()
    {
        var state = _ring.OnMessage(_ring.Start(1, _effects), 1, NodeId.Outside, MutexMessage.Enter, _effects);
        state = _ring.OnMessage(state, 1, 0, Token, _effects);
        Assert.Equal(MutexPhase.Held, state.Phase);
        Assert.DoesNotContain(_effects.Recorded.ToArray(), e => e.Kind == EffectKind.Send);
        state = _ring.OnMessage(state, 1, NodeId.Outside, MutexMessage.Exit, _effects);
        Assert.False(state.HasToken);
        Assert.Contains(_effects.Recorded.ToArray(), e => e.Kind == EffectKind.Send && e.To == 2);
    }

    [Fact]
    public void A_token_that_rests_for_a_while_is_there_to_be_used()
    {
        var ring = new TokenRingMutex(3, Workload.None, forwarding: 5.Milliseconds());
        var state = ring.Start(0, _effects);
        Assert.Equal(EffectKind.SetTimer, Assert.Single(_effects.Recorded.ToArray()).Kind);
        _effects.Clear();
        state = ring.OnMessage(state, 0, NodeId.Outside, MutexMessage.Enter, _effects);
        Assert.Equal(MutexPhase.Held, state.Phase);
        Assert.Equal(EffectKind.CancelTimer, _effects.Recorded[1].Kind);
    }

    [Fact]
    public void A_resting_token_moves_on_when_its_time_is_over()
    {
        var ring = new TokenRingMutex(3, Workload.None, forwarding: 5.Milliseconds());
        var state = ring.Start(0, _effects);
        var timer = _effects.Recorded[0].Message!;
        _effects.Clear();
        Assert.False(ring.OnTimer(state, 0, timer, _effects).HasToken);
        AssertTokenSentTo(1);
    }

    [Fact]
    public void A_process_that_comes_back_does_not_make_a_new_token()
    {
        _ring.OnRestart(null, 0, _effects);
        Assert.Empty(_effects.Recorded.ToArray());
    }

    [Fact]
    public void A_ring_of_one_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TokenRingMutex(1, Workload.None));

    private void AssertTokenSentTo(int node)
    {
        var sent = Assert.Single(_effects.Recorded.ToArray());
        Assert.Equal(EffectKind.Send, sent.Kind);
        Assert.Equal(node, sent.To.Index);
        Assert.Same(Token, sent.Message);
        _effects.Clear();
    }
}
