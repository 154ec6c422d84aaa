namespace DistLab.Checking.Orders;

/// <summary>The state of one of several objects.</summary>
internal readonly record struct ObjectState<TState>(Value Part, TState State);
