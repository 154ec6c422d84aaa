using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace DistLab.Kernel;

/// <summary>
/// What the engine adds to the code of cells, so that a cell can be stopped and a recursion without end does not end the
/// process. .NET can abort a thread (<c>ControlledExecution</c>), but on Linux that ends the process sooner or later where the
/// thread runs library code; so cells are made to look for themselves, at the start of each method, lambda and round of a loop.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
public static class CellGuard
{
    /// <summary>How much deeper the stack may grow before its end is looked for again; the runtime keeps at least 64 KB free.</summary>
    private const int StackStep = 16 * 1024;

    private static bool s_stopping;

    /// <summary>The lowest address of this thread's stack that is known to be far from its end, inverted, so that 0 means none.</summary>
    [ThreadStatic]
    private static nuint t_reached;

    /// <summary>Stands in each loop.</summary>
    /// <exception cref="OperationCanceledException">The cell that this code belongs to was interrupted.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Loop()
    {
        // Without Volatile the compiler would read it once, before the loop.
        if (Volatile.Read(ref s_stopping))
            CellExecution.Current?.ThrowIfStopped();
    }

    /// <summary>Stands at the start of each method and lambda.</summary>
    /// <exception cref="OperationCanceledException">The cell that this code belongs to was interrupted.</exception>
    /// <exception cref="InsufficientExecutionStackException">Methods have called each other too deeply.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Enter()
    {
        byte here;
        nuint depth = ~(nuint)(&here);
        if (depth > t_reached)
            Deepen(depth);
        Loop();
    }

    /// <summary>Stands around what is awaited: an interrupt ends the wait, and the code after it cleans up.</summary>
    /// <param name="task">What is awaited.</param>
    public static Task Await(Task task) => Waiting(task.IsCompleted) is { } run ? task.WaitAsync(run.Token) : task;

    /// <inheritdoc cref="Await(Task)"/>
    public static Task<T> Await<T>(Task<T> task) => Waiting(task.IsCompleted) is { } run ? task.WaitAsync(run.Token) : task;

    /// <inheritdoc cref="Await(Task)"/>
    public static ValueTask Await(ValueTask task) =>
        Waiting(task.IsCompleted) is { } run ? new ValueTask(task.AsTask().WaitAsync(run.Token)) : task;

    /// <inheritdoc cref="Await(Task)"/>
    public static ValueTask<T> Await<T>(ValueTask<T> task) =>
        Waiting(task.IsCompleted) is { } run ? new ValueTask<T>(task.AsTask().WaitAsync(run.Token)) : task;

    /// <summary>Leaves alone whatever else can be awaited.</summary>
    /// <param name="awaitable">What is awaited.</param>
    public static T Await<T>(T awaitable)
        where T : allows ref struct => awaitable;

    /// <summary>Stands in the place of <see cref="Console.Clear"/>: removes what the cell has put out.</summary>
    public static void Clear()
    {
        if (CellExecution.Current is { } run)
            run.Engine.Output.Clear(run, wait: false);
    }

    /// <summary>Makes code look whether it belongs to an interrupted cell, or spares it that.</summary>
    internal static void SetStopping(bool stopping) => Volatile.Write(ref s_stopping, stopping);

    /// <summary>The cell whose interrupt ends a wait; none where it was interrupted before, for then this code cleans up.</summary>
    private static CellExecution? Waiting(bool isOver) => isOver || CellExecution.Current is not { IsStopped: false } run ? null : run;

    private static void Deepen(nuint depth)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        t_reached = depth + StackStep;
    }
}
