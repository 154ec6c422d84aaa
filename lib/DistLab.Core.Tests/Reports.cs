namespace DistLab.Core.Tests;

/// <summary>Remembers what an experiment told of its progress.</summary>
internal sealed class Reports : List<double>, IProgress<double>
{
    public void Report(double value) => Add(value);
}
