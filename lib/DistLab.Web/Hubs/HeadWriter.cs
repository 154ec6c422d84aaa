using System.Text;

namespace DistLab.Web;

/// <summary>The head of a request as bytes, in a buffer that is used again.</summary>
internal sealed class HeadWriter(int limit)
{
    private byte[] _bytes = new byte[1024];
    private int _length;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    public void Clear() => _length = 0;

    public void Add(ReadOnlySpan<byte> text)
    {
        Reserve(text.Length);
        text.CopyTo(_bytes.AsSpan(_length));
        _length += text.Length;
    }

    /// <summary>Each character is one byte, as it came from the wire.</summary>
    public void Add(string text)
    {
        Reserve(text.Length);
        _length += Encoding.Latin1.GetBytes(text, _bytes.AsSpan(_length));
    }

    public void Header(string name, string value)
    {
        Add(name);
        Add(": "u8);
        Add(value);
        Add("\r\n"u8);
    }

    private void Reserve(int count)
    {
        if (_length + count <= _bytes.Length)
            return;
        // What the hub adds to a head that was just short enough is little.
        if (_length + count > limit + 4096)
            throw new InvalidDataException($"The head of the request is longer than {limit:N0} bytes.");
        Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
    }
}
