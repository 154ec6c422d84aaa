namespace DistLab.Core.Tests.Checking.Histories;

/// <summary>A text that begins somehow and then repeats itself for ever.</summary>
internal sealed class EndlessText(string start, string again) : TextReader
{
    private long _at;

    public override int Peek() => _at < start.Length ? start[(int)_at] : again[(int)((_at - start.Length) % again.Length)];

    public override int Read()
    {
        var c = Peek();
        _at++;
        return c;
    }
}
