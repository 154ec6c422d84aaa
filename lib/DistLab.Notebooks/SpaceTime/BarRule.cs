using DistLab.Protocols;

namespace DistLab.Notebooks.SpaceTime;

/// <summary>Which outputs begin and end a state of a node that is drawn as a bar on its lifeline.</summary>
internal sealed record BarRule(string Label, Func<object, bool> Begins, Func<object, bool> Ends)
{
    private static readonly string[] Entering = ["enter", "entered", "acquire", "acquired", "locked"];
    private static readonly string[] Leaving = ["exit", "exited", "release", "released", "unlocked"];

    /// <summary>A critical section, known by the outputs' names: entered and exited, acquired and released, locked and unlocked.</summary>
    public static BarRule CriticalSection { get; } = new("in CS", content => StartsWith(content, Entering), content => StartsWith(content, Leaving));

    private static bool StartsWith(object content, string[] verbs) =>
        content is not (Instant or Duration) && verbs.Contains(ContentText.Kind(content).Split(' ')[0]);
}
