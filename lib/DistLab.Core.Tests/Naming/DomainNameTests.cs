using DistLab.Naming;

namespace DistLab.Core.Tests.Naming;

public sealed class DomainNameTests
{
    [Theory]
    [InlineData("WWW.Example.ORG", "www.example.org", 3)]
    [InlineData("example.org.", "example.org", 2)]
    [InlineData("4-chan.x", "4-chan.x", 2)]
    public void A_name_is_read_without_regard_to_case_and_to_a_dot_at_the_end(string text, string shown, int labels)
    {
        var name = new DomainName(text);
        Assert.Equal((shown, labels), (name.ToString(), name.Labels));
        Assert.Equal(new DomainName(shown), name);
    }

    [Theory]
    [InlineData("a..b")]
    [InlineData(".a")]
    [InlineData("-a.b")]
    [InlineData("a-.b")]
    [InlineData("a b")]
    [InlineData("ä.org")]
    [InlineData("a_b.org")]
    public void What_is_no_name_is_refused(string text) => Assert.Throws<ArgumentException>(() => new DomainName(text));

    [Fact]
    public void Labels_have_up_to_63_characters_and_names_up_to_253()
    {
        string longest = string.Join('.', Enumerable.Repeat(new string('a', 61), 4)) + ".abcde";
        Assert.Equal(253, longest.Length);
        Assert.Equal(longest, new DomainName(longest).Text);
        Assert.Throws<ArgumentException>(() => new DomainName(longest + "f"));
        Assert.Equal(63, new DomainName(new string('a', 63)).Text.Length);
        Assert.Throws<ArgumentException>(() => new DomainName(new string('a', 64)));
    }

    [Fact]
    public void A_name_is_within_itself_its_ancestors_and_the_root_and_in_nothing_else()
    {
        var name = new DomainName("www.example.org");
        Assert.All(["www.example.org", "example.org", "org", "."], above => Assert.True(name.IsWithin(new DomainName(above))));
        Assert.All(["ample.org", "example.com", "ftp.example.org", "a.www.example.org"], other => Assert.False(name.IsWithin(new DomainName(other))));
        Assert.Equal(["example.org", "org", ".", "."], new[] { name.Parent, name.Parent.Parent, name.Last(0), DomainName.Root.Parent }.Select(one => one.ToString()));
        Assert.Throws<ArgumentOutOfRangeException>(() => name.Last(4));
    }

    [Fact]
    public void A_tree_is_cut_into_zones_that_hold_each_host_once()
    {
        var tree = ZoneTree.Regular(2, 3, 4, 5);
        Assert.Equal(1 + 3 + 12, tree.Zones.Count);
        Assert.Equal(60, tree.Hosts.Count);
        Assert.Equal(60, tree.Zones.Sum(tree.HostsIn));
        Assert.Equal(60 + 15, tree.Zones.Sum(tree.RecordsIn));
        Assert.Equal(60, tree.Hosts.Select(tree.AddressOf).Distinct().Count());
        Assert.All(tree.Hosts, host => Assert.Equal(host.Parent, tree.ZoneOf(host)));
        Assert.Equal(60, ZoneTree.Regular(0, 3, 4, 5).RecordsIn(DomainName.Root));
    }

    [Fact]
    public void Zones_that_are_hosts_and_hosts_that_come_twice_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new ZoneTree([new("a.b")], depth: 2));
        Assert.Throws<ArgumentException>(() => new ZoneTree([new("a.b"), new("A.B")], depth: 1));
    }
}
