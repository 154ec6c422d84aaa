using System.Text;

namespace DistLab.Systems.Maelstrom;

/// <summary>Takes text apart into lines of bounded length; what is longer is passed over, however long it is.</summary>
/// <param name="input">The text.</param>
/// <param name="longest">How many characters a line may have.</param>
/// <param name="tooLong">Hears of each line that was passed over.</param>
internal sealed class MessageLines(TextReader input, int longest, Action tooLong)
{
    private readonly char[] _block = new char[16 * 1024];
    private readonly StringBuilder _line = new();
    private int _at;
    private int _end;

    /// <summary>The next line; null at the end of the text.</summary>
    public async Task<string?> NextAsync()
    {
        _line.Clear();
        var isTooLong = false;
        while (await FillAsync())
        {
            var rest = _block.AsSpan(_at, _end - _at);
            var length = rest.IndexOf('\n');
            var part = length < 0 ? rest : rest[..length];
            isTooLong |= _line.Length + part.Length > longest;
            if (!isTooLong)
                _line.Append(part);
            _at += length < 0 ? rest.Length : length + 1;
            if (length < 0)
                continue;
            if (!isTooLong)
                return _line.ToString();
            tooLong();
            _line.Clear();
            isTooLong = false;
        }
        if (isTooLong)
            tooLong();
        return isTooLong || _line.Length == 0 ? null : _line.ToString();
    }

    private async ValueTask<bool> FillAsync()
    {
        if (_at == _end)
            (_at, _end) = (0, await input.ReadAsync(_block.AsMemory()));
        return _end > 0;
    }
}
