using System.Text;

namespace DistLab.Kernel;

/// <summary>
/// Stands in for <see cref="Console.Out"/> or <see cref="Console.Error"/>: what code of a cell prints goes to that cell's
/// engine, everything else to where it went before.
/// </summary>
internal sealed class CellConsole(bool error, TextWriter original) : TextWriter
{
    private static readonly Lock InstallLock = new();
    private static bool s_installed;

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Redirects the console of this process, once.</summary>
    internal static void Install()
    {
        lock (InstallLock)
        {
            if (s_installed)
                return;
            Console.SetOut(new CellConsole(error: false, Console.Out));
            Console.SetError(new CellConsole(error: true, Console.Error));
            Console.SetIn(new CellReader(Console.In));
            s_installed = true;
        }
    }

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void WriteLine(string? value) => Write(value + Environment.NewLine);

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (CellExecution.Current is { } run)
            run.Engine.Output.Print(run, error, buffer);
        else
            original.Write(buffer);
    }

    public override void Flush()
    {
        if (CellExecution.Current is { } run)
            run.Engine.Output.Flush();
        else
            original.Flush();
    }
}
