using System.Globalization;
using System.Text;

namespace DistLab.Checking;

/// <summary>A run of a transition system: finite, or one that comes back to where it was and goes round for ever.</summary>
public sealed class SystemRun<TState>
    where TState : notnull
{
    internal SystemRun(TState start, IReadOnlyList<SystemStep<TState>> steps, int? loopsFrom)
    {
        Start = start;
        Steps = steps;
        LoopsFrom = loopsFrom;
    }

    /// <summary>The state that it begins in.</summary>
    public TState Start { get; }

    /// <summary>Its steps.</summary>
    public IReadOnlyList<SystemStep<TState>> Steps { get; }

    /// <summary>After how many steps the loop begins to which the last step leads back; <c>null</c> in a finite run.</summary>
    public int? LoopsFrom { get; }

    /// <summary>The state that it ends in.</summary>
    public TState End => Steps.Count == 0 ? Start : Steps[^1].State;

    /// <summary>Step by step.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{0,4}  {Start}");
        for (var i = 0; i < Steps.Count; i++)
        {
            if (LoopsFrom == i)
                text.Append("\n      from here on, for ever:");
            text.Append(CultureInfo.InvariantCulture, $"\n{i + 1,4}  {Steps[i].Label}\n      {Steps[i].State}");
        }
        return text.ToString();
    }
}
