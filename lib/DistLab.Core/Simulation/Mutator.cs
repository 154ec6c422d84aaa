namespace DistLab.Simulation;

/// <summary>Makes another message of one: what a disturbed line or a lying node makes of it. It must be pure.</summary>
/// <param name="message">The true message. Returned as it is, it stays true.</param>
/// <param name="choose">One of 0 … n − 1: a draw in the simulator, every branch in the checker.</param>
/// <returns>The false message.</returns>
public delegate TMessage Mutator<TMessage>(TMessage message, Func<int, int> choose)
    where TMessage : class;
