using DistLab.Consensus;

namespace DistLab.Coordination;

/// <summary>A table of locks as a state machine, to be replicated.</summary>
/// <remarks>
/// <para>A state machine has no clock. That a lease is over is therefore a command like the others, of whoever has waited for a whole
/// lease, by its own timer, without seeing a renewal. It needs no clocks that agree, only timers that run at about the same speed; and
/// if they do not, a grant ends too early, which fencing makes harmless.</para>
/// <para>Fencing tokens are the "sequencers" of Burrows, "The Chubby Lock Service for Loosely-Coupled Distributed Systems" (2006), §2.4.</para>
/// </remarks>
public sealed class LockMachine : IStateMachine<LockTable, LockCommand, LockResult>
{
    /// <inheritdoc/>
    public LockTable Initial => new(0, []);

    /// <inheritdoc/>
    public (LockTable Machine, LockResult Result) Apply(LockTable machine, LockCommand command)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(command);
        var grant = machine.Held.Find(command.Lock);
        return command switch
        {
            // Who holds it already, and has forgotten or given up, gets a new token: what it wrote under the old one may still be on its way.
            LockCommand.Acquire acquire when grant is null || grant.Owner == acquire.Owner =>
                Hold(machine with { LastToken = machine.LastToken + 1 }, command, new(machine.LastToken + 1, acquire.Owner)),
            LockCommand.Renew renew when grant?.Token == renew.Token => Hold(machine, command, grant with { Renewals = grant.Renewals + 1 }),
            LockCommand.Release release when grant?.Token == release.Token => Free(machine, command),
            LockCommand.Expire expire when grant is not null && grant == expire.Seen => Free(machine, command),
            _ => (machine, new(command is LockCommand.Look, grant)),
        };
    }

    /// <inheritdoc/>
    public bool IsRead(LockCommand command) => command is LockCommand.Look;

    private static (LockTable, LockResult) Hold(LockTable machine, LockCommand command, LockGrant grant) =>
        (machine with { Held = machine.Held.With(command.Lock, grant) }, new(true, grant));

    private static (LockTable, LockResult) Free(LockTable machine, LockCommand command) =>
        (machine with { Held = machine.Held.Without(command.Lock) }, new(true, null));
}
