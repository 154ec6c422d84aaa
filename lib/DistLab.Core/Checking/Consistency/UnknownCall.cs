namespace DistLab.Checking;

/// <summary>What a model says about a call that it does not know.</summary>
internal static class UnknownCall
{
    public static ArgumentException Of(string model, string known, Call call) => new($"{model} knows {known}, but not {call}.");
}
