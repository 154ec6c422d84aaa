using Microsoft.Win32.SafeHandles;

namespace DistLab.Systems;

/// <summary>
/// A file of records that survives the death of its writer at any instant, and of the machine's power: what was appended
/// before a <see cref="Flush"/> returned is there when the file is opened again, in order.
/// </summary>
/// <remarks>
/// <para>Each record carries a CRC-32C. A record that a crash left incomplete can only be at the end, among those that no
/// flush had confirmed; it is cut off. A damaged record that is followed by a sound one of a later flush was once confirmed,
/// and no crash explains that: the file is then refused (<see cref="CorruptFileException"/>) rather than shortened. A last
/// record that decayed after its flush looks like one that a crash left incomplete, and is cut off like it.</para>
/// <para>One process at a time may have the file open. Not safe for several threads.</para>
/// </remarks>
public sealed class WriteAheadFile : IDisposable
{
    /// <summary>The longest record, 64 MiB.</summary>
    public const int MaxRecord = CodecLimits.MaxProtocol;

    private const string Beside = ".new";

    // Windows renames an open file only if its opener agrees; elsewhere anything but None would lock nobody out.
    private static readonly FileShare Renamable = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;

    private static readonly byte[] Magic = "DistLab1"u8.ToArray();

    private readonly string _path;
    private readonly StableDisk _disk;
    private SafeFileHandle _file;
    private byte[] _pending = new byte[4096];
    private int _pendingLength;
    private long _length;
    private long _records;
    private long _pendingRecords;
    private bool _failed;

    private WriteAheadFile(string path, SafeFileHandle file, StableDisk disk)
    {
        _path = path;
        _file = file;
        _disk = disk;
    }

    /// <summary>The records that were in the file when it was opened, the oldest first.</summary>
    public IReadOnlyList<byte[]> Recovered { get; private set; } = [];

    /// <summary>How many bytes of an incomplete record were cut off when the file was opened.</summary>
    public long CutOff { get; private set; }

    /// <summary>How long the file is, in bytes, without what is not flushed yet.</summary>
    public long Length => _length;

    /// <summary>Opens a file, or makes it.</summary>
    /// <param name="path">Where it is, or is to be; its folder must exist.</param>
    /// <exception cref="CorruptFileException">The file is damaged other than by a crash, or is no write-ahead file.</exception>
    /// <exception cref="IOException">The file cannot be opened, or another process has it open.</exception>
    public static WriteAheadFile Open(string path) => Open(path, StableDisk.Real);

    /// <inheritdoc cref="Open(string)"/>
    internal static WriteAheadFile Open(string path, StableDisk disk)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var full = Path.GetFullPath(path);
        var isNew = !File.Exists(full);
        var file = new WriteAheadFile(full, File.OpenHandle(full, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), disk);
        try
        {
            // What a crash amid a replacement left behind; the old file is still whole.
            File.Delete(full + Beside);
            file.Recover();
            if (isNew)
                disk.FlushFolder(Path.GetDirectoryName(full)!);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Adds a record. It is safe only when <see cref="Flush"/> has returned; many records may share one flush.</summary>
    /// <exception cref="ArgumentException">The record is longer than <see cref="MaxRecord"/>.</exception>
    public void Append(ReadOnlySpan<byte> record)
    {
        if (record.Length > MaxRecord)
            throw new ArgumentException($"A record has at most {MaxRecord:N0} bytes, not {record.Length:N0}.", nameof(record));
        var needed = _pendingLength + RecordHead.Size + record.Length;
        if (needed > _pending.Length)
            Array.Resize(ref _pending, Math.Max(needed, 2 * _pending.Length));
        RecordHead.Write(_pending.AsSpan(_pendingLength), record, _records);
        record.CopyTo(_pending.AsSpan(_pendingLength + RecordHead.Size));
        _pendingLength = needed;
        _pendingRecords++;
    }

    /// <summary>Returns when all that was appended is on the disk.</summary>
    /// <exception cref="IOException">The disk failed. Nothing can be said any more about what it holds, and the file takes no more.</exception>
    public void Flush()
    {
        ThrowIfFailed();
        if (_pendingLength == 0)
            return;
        _failed = true;
        WritePending(_path);
        _failed = false;
    }

    /// <summary>
    /// Replaces all records by others, at once or not at all: a new file is written beside the old one, flushed, and given its
    /// name. What was appended and not flushed is dropped.
    /// </summary>
    /// <exception cref="IOException">The disk failed; the file takes no more, but its old or its new records are there.</exception>
    public void Replace(params IEnumerable<ReadOnlyMemory<byte>> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        ThrowIfFailed();
        _failed = true;
        (_records, _pendingLength, _pendingRecords) = (0, 0, 0);
        foreach (var record in records)
            Append(record.Span);
        var old = _file;
        _file = File.OpenHandle(_path + Beside, FileMode.Create, FileAccess.ReadWrite, Renamable);
        old.Dispose();
        RandomAccess.Write(_file, Magic, 0);
        _length = Magic.Length;
        WritePending(_path + Beside);
        File.Move(_path + Beside, _path, overwrite: true);
        _disk.FlushFolder(Path.GetDirectoryName(_path)!);
        _failed = false;
    }

    /// <summary>Closes the file. What was not flushed is not in it.</summary>
    public void Dispose() => _file.Dispose();

    private void WritePending(string path)
    {
        RandomAccess.Write(_file, _pending.AsSpan(0, _pendingLength), _length);
        _disk.Flush(_file, path);
        _length += _pendingLength;
        _records += _pendingRecords;
        (_pendingLength, _pendingRecords) = (0, 0);
    }

    // After a failed flush the system may have dropped the pages: trying again would confirm what is not there.
    private void ThrowIfFailed()
    {
        if (_failed)
            throw new IOException($"'{_path}' failed before, and nothing more can be said of what it holds.");
    }

    private void Recover()
    {
        var bytes = ReadAll();
        if (bytes.Length < Magic.Length || !bytes.AsSpan().StartsWith(Magic))
        {
            StartAnew(bytes);
            return;
        }
        var records = new List<byte[]>();
        var at = Magic.Length;
        while (RecordHead.Read(bytes.AsSpan(at)) is { } head)
        {
            records.Add(bytes.AsSpan(at + RecordHead.Size, head.Length).ToArray());
            at += RecordHead.Size + head.Length;
        }
        _records = records.Count;
        CheckTail(bytes, at);
        Recovered = records;
        CutOff = bytes.Length - at;
        _length = at;
        if (CutOff == 0)
            return;
        RandomAccess.SetLength(_file, at);
        _disk.Flush(_file, _path);
    }

    private byte[] ReadAll()
    {
        var length = RandomAccess.GetLength(_file);
        if (length > Array.MaxLength)
            throw new CorruptFileException($"'{_path}' has {length:N0} bytes, far more than any write-ahead file.");
        var bytes = new byte[length];
        var read = 0;
        while (read < bytes.Length && RandomAccess.Read(_file, bytes.AsSpan(read), read) is > 0 and var count)
            read += count;
        return bytes[..read];
    }

    // A file that was being made when its maker died holds a part of the first bytes, and no record.
    private void StartAnew(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Magic.Length || (!Magic.AsSpan().StartsWith(bytes) && bytes.ContainsAnyExcept((byte)0)))
            throw new CorruptFileException($"'{_path}' is not a write-ahead file, or its beginning is damaged.");
        RandomAccess.Write(_file, Magic, 0);
        _disk.Flush(_file, _path);
        _length = Magic.Length;
    }

    /// <summary>Tells what a crash cut off from what has decayed: beyond the former there is nothing that was ever confirmed.</summary>
    private void CheckTail(ReadOnlySpan<byte> bytes, int end)
    {
        for (var at = end + 1; at <= bytes.Length - RecordHead.Size; at++)
        {
            var first = RecordHead.PeekFirst(bytes[at..]);
            // A record of a later flush than the damaged one's: so that one was confirmed.
            if (first <= _records || first > bytes.Length || RecordHead.Read(bytes[at..]) is null)
                continue;
            throw new CorruptFileException(
                $"'{_path}' is damaged: the record at byte {end} is not what was written, but sound ones follow it at byte {at}. A crash does not do that. Restore the file from a copy, or delete it to begin anew.");
        }
    }
}
