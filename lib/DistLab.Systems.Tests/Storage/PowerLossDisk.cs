using Microsoft.Win32.SafeHandles;

namespace DistLab.Systems.Tests.Storage;

/// <summary>A disk that knows what of its files would still be there if the power went now: what was flushed, under names that were.</summary>
/// <param name="flushes">Whether it does what it is told.</param>
internal sealed class PowerLossDisk(bool flushes = true) : StableDisk
{
    private const string Beside = ".new";

    private readonly Dictionary<string, byte[]> _flushed = [];
    private readonly HashSet<string> _named = [];

    public override void Flush(SafeFileHandle file, string path)
    {
        if (!flushes)
            return;
        var content = new byte[RandomAccess.GetLength(file)];
        RandomAccess.Read(file, content, 0);
        _flushed[path] = content;
    }

    public override void FlushFolder(string path)
    {
        if (!flushes)
            return;
        foreach (var renamed in _flushed.Keys.Where(name => name.EndsWith(Beside, StringComparison.Ordinal) && !File.Exists(name)).ToList())
        {
            _flushed.Remove(renamed, out var content);
            _flushed[renamed[..^Beside.Length]] = content!;
        }
        _named.UnionWith(Directory.EnumerateFiles(path));
    }

    /// <summary>What would be left of a file; null for nothing.</summary>
    public byte[]? LeftOf(string path) => _named.Contains(path) ? _flushed.GetValueOrDefault(path) : null;
}
