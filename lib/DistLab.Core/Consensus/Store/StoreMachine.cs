using DistLab.Protocols;

namespace DistLab.Consensus;

/// <summary>A key-value store as a state machine: get, put, append, compare-and-set, delete.</summary>
public sealed class StoreMachine : IStateMachine<ValueMap<string, string>, StoreCommand, StoreResult>
{
    /// <inheritdoc/>
    public ValueMap<string, string> Initial => [];

    /// <inheritdoc/>
    public (ValueMap<string, string> Machine, StoreResult Result) Apply(ValueMap<string, string> machine, StoreCommand command)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(command);
        var value = machine.Find(command.Key);
        return command switch
        {
            StoreCommand.Put put => (machine.With(put.Key, put.Value), new(true)),
            StoreCommand.Append append => (machine.With(append.Key, value + append.Value), new(true)),
            StoreCommand.CompareAndSet set when value == set.Expected => (machine.With(set.Key, set.Value), new(true)),
            StoreCommand.CompareAndSet => (machine, new(false, value)),
            StoreCommand.Delete => (machine.Without(command.Key), new(value is not null)),
            _ => (machine, new(value is not null, value)),
        };
    }

    /// <inheritdoc/>
    public bool IsRead(StoreCommand command) => command is StoreCommand.Get;
}
