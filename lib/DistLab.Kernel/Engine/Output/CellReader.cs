namespace DistLab.Kernel;

/// <summary>Stands in for <see cref="Console.In"/>: what code of a cell reads comes from that cell's engine.</summary>
internal sealed class CellReader(TextReader original) : TextReader
{
    private string _line = "";
    private int _next;

    public override string? ReadLine()
    {
        if (_next < _line.Length)
        {
            string rest = _line[_next..].TrimEnd('\n');
            _next = _line.Length;
            return rest;
        }
        return CellExecution.Current is { } run ? run.Engine.ReadLine(run) : original.ReadLine();
    }

    public override int Peek() => _next < _line.Length || Fill() ? _line[_next] : -1;

    public override int Read() => _next < _line.Length || Fill() ? _line[_next++] : -1;

    private bool Fill()
    {
        if (ReadLine() is not { } line)
            return false;
        _line = line + "\n";
        _next = 0;
        return true;
    }
}
