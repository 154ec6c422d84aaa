namespace DistLab.Models;

/// <summary>What became of a request under one way to fail and one defence, over many runs.</summary>
/// <param name="Failure">The way to fail.</param>
/// <param name="Defence">The defence.</param>
/// <param name="Right">Runs with the right answer.</param>
/// <param name="Wrong">Runs in which the client believes a wrong answer.</param>
/// <param name="Silent">Runs in which it has given up.</param>
public sealed record MaskingOutcome(FailureModel Failure, Defence Defence, int Right, int Wrong, int Silent)
{
    /// <summary>In a word: masked (always right), "wrong" (sometimes a wrong answer), or else "silent" (sometimes none).</summary>
    public string Verdict => Wrong > 0 ? "wrong" : Silent > 0 ? "silent" : "masked";
}
