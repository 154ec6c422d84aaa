using DistLab.Protocols;

namespace DistLab.Core.Tests;

public sealed class ValueMapTests
{
    [Fact]
    public void Maps_are_equal_when_their_entries_are_however_they_came_about()
    {
        var one = ValueMap<string, int>.Empty.With("b", 2).With("a", 0).With("c", 3).With("a", 1).Without("c");
        ValueMap<string, int> other = [new("a", 1), new("b", 2)];
        Assert.Equal(other, one);
        Assert.Equal(other.GetHashCode(), one.GetHashCode());
        Assert.NotEqual(other, one.With("b", 1));
        Assert.NotEqual(ValueMap<string, int>.Empty, ValueMap<string, int>.Empty.With("", 0));
        Assert.Equal([], one.Without("a").Without("b").Without("z"));
    }

    [Fact]
    public void Entries_are_in_the_order_of_the_keys_codes_in_every_culture() =>
        Assert.Equal(["B", "a", "b", "ä"], new[] { "ä", "b", "a", "B" }.Aggregate(ValueMap<string, int>.Empty, (map, key) => map.With(key, 1)).Select(entry => entry.Key));

    [Fact]
    public void A_list_that_grew_item_by_item_equals_one_made_at_once()
    {
        var grown = ValueList<string>.Empty.Add("x").Add("y").AddRange(["z", null!]);
        Assert.Equal(["x", "y", "z", null!], grown);
        Assert.Equal(((ValueList<string>)["x", "y", "z", null!]).GetHashCode(), grown.GetHashCode());
    }
}
