namespace DistLab.Exam;

/// <summary>How long one process of a ring waits for the token, counted in messages.</summary>
/// <param name="Hops">How many messages have arrived since it asked; −1 while it does not wait.</param>
/// <param name="Waited">How many had, when it got in.</param>
public sealed record TokenWait(int Hops, int Waited)
{
    internal TokenWait Asked() => this with { Hops = 0 };

    internal TokenWait Arrived() => Hops < 0 ? this : this with { Hops = Hops + 1 };

    internal TokenWait GotIn() => new(-1, Hops);
}
