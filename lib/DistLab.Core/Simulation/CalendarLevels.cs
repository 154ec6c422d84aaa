using System.Numerics;
using System.Runtime.CompilerServices;

namespace DistLab.Simulation;

/// <summary>
/// The days to come of an <see cref="EventQueue{TEvent}"/>: levels of 1,024 buckets, each first in, first out. A day stands on
/// the level of the highest ten-bit digit in which its number differs from today's, in the bucket of its own digit there.
/// </summary>
internal sealed class CalendarLevels
{
    private const int DigitBits = 10;
    private const int Buckets = 1 << DigitBits;
    private const int LevelCount = 7;
    private const int ChunkBits = 3;
    private const int ChunkSize = 1 << ChunkBits;

    private readonly Level?[] _levels = new Level?[LevelCount];
    private QueueEntry[] _entries = new QueueEntry[64 * ChunkSize];
    private int[] _nextChunk = new int[64];
    private int _usedChunks;
    private int _freeChunk = -1;

    /// <summary>How many entries are held, stale ones among them.</summary>
    public int Count { get; private set; }

    public void Add(long day, long today, long time, ulong ticket)
    {
        var level = (63 - BitOperations.LeadingZeroCount((ulong)(day ^ today))) / DigitBits;
        var holder = _levels[level] ??= new Level();
        var index = (int)(day >> (level * DigitBits)) & (Buckets - 1);
        ref var bucket = ref holder.Buckets[index];
        var place = bucket.Count & (ChunkSize - 1);
        if (place == 0)
            Extend(holder, index, ref bucket);
        ref var entry = ref _entries[(bucket.Tail << ChunkBits) + place];
        entry.Time = time;
        entry.Ticket = ticket;
        bucket.Count++;
        Count++;
    }

    public int SizeOf(int level, int bucket) => _levels[level]!.Buckets[bucket].Count;

    /// <summary>The next bucket after today that holds anything, and the number of its first day.</summary>
    public bool TryFindNext(long today, out int level, out int bucket, out long firstDay)
    {
        for (level = 0; level < LevelCount; level++)
        {
            if (_levels[level] is not { } holder)
                continue;
            var shift = level * DigitBits;
            bucket = holder.NextUsed((int)(today >> shift) & (Buckets - 1));
            if (bucket < 0)
                continue;
            var above = shift + DigitBits >= 63 ? 0 : today >> (shift + DigitBits) << (shift + DigitBits);
            firstDay = above | ((long)bucket << shift);
            return true;
        }
        bucket = -1;
        firstDay = 0;
        return false;
    }

    /// <summary>Empties a bucket into <paramref name="target"/>, in the order of insertion.</summary>
    public void Drain(int level, int index, Span<QueueEntry> target)
    {
        var holder = _levels[level]!;
        ref var bucket = ref holder.Buckets[index];
        var left = bucket.Count;
        var chunk = bucket.Head;
        while (left > 0)
        {
            var size = Math.Min(left, ChunkSize);
            _entries.AsSpan(chunk << ChunkBits, size).CopyTo(target);
            target = target[size..];
            left -= size;
            var next = _nextChunk[chunk];
            _nextChunk[chunk] = _freeChunk;
            _freeChunk = chunk;
            chunk = next;
        }
        Count -= bucket.Count;
        bucket = default;
        holder.MarkUnused(index);
    }

    /// <summary>Empties all buckets into <paramref name="target"/>; entries of the same time keep their order.</summary>
    public void DrainAll(Span<QueueEntry> target)
    {
        for (var level = 0; level < LevelCount; level++)
        {
            if (_levels[level] is not { } holder)
                continue;
            for (var bucket = holder.NextUsed(-1); bucket >= 0; bucket = holder.NextUsed(bucket))
            {
                var size = holder.Buckets[bucket].Count;
                Drain(level, bucket, target);
                target = target[size..];
            }
        }
    }

    private void Extend(Level holder, int index, ref Bucket bucket)
    {
        var chunk = TakeChunk();
        if (bucket.Count == 0)
        {
            bucket.Head = chunk;
            holder.MarkUsed(index);
        }
        else
        {
            _nextChunk[bucket.Tail] = chunk;
        }
        bucket.Tail = chunk;
    }

    private int TakeChunk()
    {
        var chunk = _freeChunk;
        if (chunk >= 0)
        {
            _freeChunk = _nextChunk[chunk];
            return chunk;
        }
        if (_usedChunks == _nextChunk.Length)
        {
            Array.Resize(ref _nextChunk, _usedChunks * 2);
            Array.Resize(ref _entries, _usedChunks * 2 * ChunkSize);
        }
        return _usedChunks++;
    }

    private struct Bucket
    {
        public int Head;
        public int Tail;
        public int Count;
    }

    private sealed class Level
    {
        private readonly ulong[] _used = new ulong[CalendarLevels.Buckets / 64];
        private uint _usedWords;

        public Bucket[] Buckets { get; } = new Bucket[CalendarLevels.Buckets];

        public void MarkUsed(int bucket)
        {
            _used[bucket >> 6] |= 1UL << bucket;
            _usedWords |= 1U << (bucket >> 6);
        }

        public void MarkUnused(int bucket)
        {
            if ((_used[bucket >> 6] &= ~(1UL << bucket)) == 0)
                _usedWords &= ~(1U << (bucket >> 6));
        }

        /// <summary>The first bucket in use beyond the given one, or −1.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public int NextUsed(int bucket)
        {
            var from = bucket + 1;
            if (from >= CalendarLevels.Buckets)
                return -1;
            var word = _used[from >> 6] >> from << from;
            if (word != 0)
                return (from & ~63) + BitOperations.TrailingZeroCount(word);
            var words = _usedWords & (uint)(-2L << (from >> 6));
            if (words == 0)
                return -1;
            var index = BitOperations.TrailingZeroCount(words);
            return (index << 6) + BitOperations.TrailingZeroCount(_used[index]);
        }
    }
}
