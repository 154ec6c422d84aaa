using DistLab.Models;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Models;

/// <summary>Client and server, several servers, proxy with a cache, peer to peer: what each costs and withstands.</summary>
public sealed class ArchitecturalModelsTests
{
    private const int Clients = 20;

    private static readonly ContentWorkload Wishes = ModelExperiment.Requests(Clients);
    private static readonly Lazy<IReadOnlyList<ModelReport>> Reports = new(() => ModelExperiment.Compare([Clients]));

    [Fact]
    public void All_models_answer_every_request_when_nothing_fails_and_load_is_low() =>
        Assert.All(Reports.Value, report => Assert.Equal((Wishes.Count, 1.0), (report.Requests, report.Answered)));

    [Fact]
    public void The_wishes_follow_Zipfs_law()
    {
        var harmonic = Enumerable.Range(1, 500).Sum(k => 1.0 / k);
        foreach (var k in new[] { 1, 2, 5 })
            Assert.Equal(1 / (k * harmonic), ShareOf(Wishes, wish => wish.Item == k - 1), 0.02);
    }

    [Fact]
    public void Wishes_come_in_the_order_of_time_and_are_the_same_for_the_same_seed()
    {
        Assert.Equal(Wishes.OrderBy(wish => wish.At), Wishes);
        Assert.Equal(ModelExperiment.Requests(Clients), Wishes);
        Assert.NotEqual(ModelExperiment.Requests(Clients, seed: 2), Wishes);
    }

    [Fact]
    public void Without_a_proxy_a_request_is_two_messages_and_with_one_two_more_for_each_miss()
    {
        Assert.All([Report("one server"), Report("4 servers, copies"), Report("4 servers, partitions")], report => Assert.Equal(2, report.Messages));
        var served = ModelExperiment.Run(new CachingProxy(Clients, 50), Wishes).State(1).Served;
        Assert.Equal(2 + (2.0 * served / Wishes.Count), Report("proxy with a cache").Messages, 9);
    }

    [Fact]
    public void A_peer_sends_nothing_for_what_it_holds_itself() =>
        Assert.Equal(2 * ShareOf(Wishes, wish => wish.Item % Clients != wish.Client), Report("peer to peer").Messages, 9);

    [Fact]
    public void The_proxy_misses_what_a_cache_of_those_used_last_misses()
    {
        var (cache, misses) = (new List<int>(), 0);
        foreach (var wish in Wishes)
        {
            misses += cache.Remove(wish.Item) ? 0 : 1;
            cache.Insert(0, wish.Item);
            if (cache.Count > 50)
                cache.RemoveAt(50);
        }
        var served = ModelExperiment.Run(new CachingProxy(Clients, 50), Wishes).State(1).Served;
        Assert.Equal((double)misses / Wishes.Count, (double)served / Wishes.Count, 0.02);
    }

    [Fact]
    public void A_proxy_that_keeps_everything_asks_for_each_item_once_at_low_load()
    {
        var calm = ContentWorkload.Zipf(1, 50, 1.Hours(), 10.Seconds());
        var run = ModelExperiment.Run(new CachingProxy(1, 50), calm);
        Assert.Equal(calm.DistinctBy(wish => wish.Item).Count(), run.State(1).Served);
    }

    [Fact]
    public void The_busiest_server_has_all_work_or_its_part_of_it()
    {
        Assert.Equal(1, Report("one server").BusiestShare);
        Assert.Equal(0.25, Report("4 servers, copies").BusiestShare, 0.01);
        Assert.Equal(ShareOf(Wishes, wish => wish.Item % 4 == 0), Report("4 servers, partitions").BusiestShare, 9);
        Assert.Equal(ShareOf(Wishes, wish => wish.Item % Clients == 0 && wish.Client != 0), Report("peer to peer").BusiestShare, 9);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(20)]
    [InlineData(35)]
    public void The_response_time_of_one_server_is_that_of_the_queue_M_M_1(int clients)
    {
        var wishes = ModelExperiment.Requests(clients);
        var load = wishes.Count * 0.010 / wishes.Length.Seconds;
        var report = ModelExperiment.Measure(new OneServer(clients), wishes);
        Assert.Equal(10 + (10 / (1 - load)), report.Mean.Milliseconds, 0.1 * report.Mean.Milliseconds);
    }

    [Fact]
    public void When_the_one_server_or_the_proxy_crashes_nobody_is_answered()
    {
        Assert.Equal(0, Report("one server").AnsweredWithoutBusiest);
        Assert.Equal((0, 0), (Report("proxy with a cache").AnsweredWithoutBusiest, Report("proxy with a cache").Busiest.Index));
    }

    [Fact]
    public void When_one_of_four_copies_crashes_everybody_is_answered() => Assert.Equal(1, Report("4 servers, copies").AnsweredWithoutBusiest);

    [Fact]
    public void When_a_partition_crashes_its_items_are_lost() =>
        Assert.Equal(ShareOf(Late, wish => wish.Item % 4 != 0), Report("4 servers, partitions").AnsweredWithoutBusiest, 9);

    [Fact]
    public void When_a_peer_crashes_its_items_are_lost_and_its_own_user_gets_nothing() =>
        Assert.Equal(ShareOf(Late, wish => wish.Item % Clients != 0 && wish.Client != 0), Report("peer to peer").AnsweredWithoutBusiest, 9);

    [Fact]
    public void With_two_copies_of_each_item_only_the_user_of_the_crashed_peer_gets_nothing() => Assert.Equal(
        ShareOf(Late, wish => wish.Client != 0), ModelExperiment.AnsweredAfterCrash(new PeerToPeer(Clients, copies: 2), Wishes, 0), 9);

    [Fact]
    public void When_the_server_behind_the_proxy_crashes_what_is_in_the_cache_is_still_there()
    {
        var answered = ModelExperiment.AnsweredAfterCrash(new CachingProxy(Clients, 50), Wishes, 1);
        Assert.InRange(answered, 0.4, 0.8);
        Assert.True(answered > ModelExperiment.AnsweredAfterCrash(new CachingProxy(Clients, 5), Wishes, 1));
    }

    [Fact]
    public void One_server_drowns_beyond_fifty_clients_and_peers_do_not()
    {
        var many = ModelExperiment.Requests(70);
        Assert.True(ModelExperiment.Measure(new OneServer(70), many).Answered < 0.5);
        var peers = ModelExperiment.Measure(new PeerToPeer(70), many);
        Assert.Equal(1, peers.Answered);
        Assert.True(peers.Percentile99 < Report("peer to peer").Percentile99 * 1.3);
    }

    [Fact]
    public void A_model_and_a_workload_for_different_numbers_of_clients_are_told_so()
    {
        var error = Assert.Throws<ArgumentException>(() => ModelExperiment.Run(new OneServer(3), Wishes));
        Assert.StartsWith("The workload is for 20 clients, the model for 3.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new OneServer(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => SeveralServers.Copies(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CachingProxy(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PeerToPeer(3, copies: 4));
    }

    private static IEnumerable<ContentWish> Late => Wishes.Where(wish => wish.At >= Instant.Zero + (Wishes.Length / 2));

    private static ModelReport Report(string model) => Reports.Value.Single(report => report.Model == model);

    private static double ShareOf(IEnumerable<ContentWish> wishes, Func<ContentWish, bool> condition) => wishes.Average(wish => condition(wish) ? 1.0 : 0);
}
