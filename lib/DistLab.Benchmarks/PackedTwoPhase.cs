namespace DistLab.Benchmarks;

/// <summary>TwoPhase as one would write it for nothing but speed: a state in one word, and a table of words.</summary>
internal static class PackedTwoPhase
{
    public static int CountStates(int resourceManagers)
    {
        var n = resourceManagers;
        var (manager, prepared, said, commit, abort) = (2 * n, (2 * n) + 2, (3 * n) + 2, (4 * n) + 2, (4 * n) + 3);
        var all = (1UL << n) - 1;
        var seen = new WordTable();
        seen.Visit(0);
        for (var next = 0; next < seen.Count; next++)
        {
            var state = seen[next];
            var isUndecided = ((state >> manager) & 3) == 0;
            if (isUndecided && ((state >> prepared) & all) == all)
                seen.Visit(state | (1UL << manager) | (1UL << commit));
            if (isUndecided)
                seen.Visit(state | (2UL << manager) | (1UL << abort));
            for (var rm = 0; rm < n; rm++)
            {
                var at = 2 * rm;
                if (isUndecided && ((state >> (said + rm)) & 1) == 1)
                    seen.Visit(state | (1UL << (prepared + rm)));
                if (((state >> at) & 3) == 0)
                {
                    seen.Visit(state | (1UL << at) | (1UL << (said + rm)));
                    seen.Visit(state | (3UL << at));
                }
                if (((state >> commit) & 1) == 1)
                    seen.Visit((state & ~(3UL << at)) | (2UL << at));
                if (((state >> abort) & 1) == 1)
                    seen.Visit(state | (3UL << at));
            }
        }
        return seen.Count;
    }

    private sealed class WordTable
    {
        private const int Slots = 1 << 22;

        private readonly ulong[] _slots = new ulong[Slots];
        private readonly List<ulong> _words = [];

        public int Count => _words.Count;

        public ulong this[int index] => _words[index];

        public void Visit(ulong word)
        {
            var key = word + 1;
            var hash = key * 0x9E37_79B9_7F4A_7C15;
            for (var slot = (int)(hash ^ (hash >> 32)) & (Slots - 1); ; slot = (slot + 1) & (Slots - 1))
            {
                if (_slots[slot] == key)
                    return;
                if (_slots[slot] != 0)
                    continue;
                _slots[slot] = key;
                _words.Add(word);
                return;
            }
        }
    }
}
