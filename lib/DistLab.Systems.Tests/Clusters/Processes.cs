namespace DistLab.Systems.Tests.Clusters;

/// <summary>Tests that start processes run one after the other: together they would take the machine from each other.</summary>
[CollectionDefinition(Name)]
public sealed class Processes
{
    public const string Name = "processes";
}
