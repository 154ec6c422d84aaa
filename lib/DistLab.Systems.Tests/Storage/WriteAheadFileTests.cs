using System.Text;
using DistLab.Protocols;

namespace DistLab.Systems.Tests.Storage;

public sealed class WriteAheadFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string File => _folder.At("state.wal");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_flushed_is_there_again_in_order_and_what_was_not_is_not()
    {
        using (var file = WriteAheadFile.Open(File))
        {
            Append(file, "a", "b");
            file.Flush();
            Append(file, "");
            file.Flush();
            Append(file, "never flushed");
        }
        Assert.Equal(["a", "b", ""], Read());
    }

    [Fact]
    public void The_checksum_is_the_published_one() => Assert.Equal(0xE306_9283, Crc32C.Of("123456789"u8));

    [Fact]
    public void Wherever_a_crash_cuts_the_file_off_the_records_before_survive_and_more_can_be_added()
    {
        var ends = new List<long>();
        using (var file = WriteAheadFile.Open(File))
        {
            for (var i = 0; i < 4; i++)
            {
                Append(file, $"record {i}");
                file.Flush();
                ends.Add(file.Length);
            }
        }
        var whole = System.IO.File.ReadAllBytes(File);
        for (var length = 0; length <= whole.Length; length++)
        {
            System.IO.File.WriteAllBytes(File, whole[..length]);
            var survivors = ends.Count(end => end <= length);
            using (var file = WriteAheadFile.Open(File))
            {
                Assert.Equal(survivors, file.Recovered.Count);
                Append(file, "next");
                file.Flush();
            }
            Assert.Equal([.. Enumerable.Range(0, survivors).Select(i => $"record {i}"), "next"], Read());
        }
    }

    [Fact]
    public void A_tail_of_zeros_that_a_loss_of_power_left_is_cut_off()
    {
        using (var file = WriteAheadFile.Open(File))
        {
            Append(file, "kept");
            file.Flush();
        }
        using (var stream = System.IO.File.OpenWrite(File))
        {
            stream.Seek(0, SeekOrigin.End);
            stream.Write(new byte[10_000]);
        }
        using (var file = WriteAheadFile.Open(File))
            Assert.Equal(10_000, file.CutOff);
        Assert.Equal(["kept"], Read());
    }

    [Fact]
    public void A_damaged_record_that_was_confirmed_is_told_wherever_the_damage_is()
    {
        var random = new RandomStream(3);
        long lastBegins = 0;
        using (var file = WriteAheadFile.Open(File))
        {
            for (var i = 0; i < 6; i++)
            {
                lastBegins = file.Length;
                Append(file, $"record {i}", $"and its twin {i}");
                file.Flush();
            }
        }
        var whole = System.IO.File.ReadAllBytes(File);
        for (var at = 0; at < lastBegins; at++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[at] ^= (byte)(1 << random.NextBelow(8));
            System.IO.File.WriteAllBytes(File, damaged);
            Assert.Contains("damaged", Assert.Throws<CorruptFileException>(() => WriteAheadFile.Open(File)).Message);
        }
    }

    [Fact]
    public void Records_of_one_unconfirmed_flush_may_reach_the_disk_out_of_order()
    {
        long confirmed;
        using (var file = WriteAheadFile.Open(File))
        {
            Append(file, "kept");
            file.Flush();
            confirmed = file.Length;
            Append(file, "one", "two");
            file.Flush();
        }
        var bytes = System.IO.File.ReadAllBytes(File);
        bytes.AsSpan((int)confirmed, 4).Clear();
        System.IO.File.WriteAllBytes(File, bytes);
        Assert.Equal(["kept"], Read());
    }

    [Fact]
    public void A_replacement_is_all_or_nothing_and_numbers_its_records_anew()
    {
        using (var file = WriteAheadFile.Open(File))
        {
            for (var i = 0; i < 1_000; i++)
            {
                Append(file, "old");
                file.Flush();
            }
            Append(file, "dropped");
            file.Replace(Encoding.UTF8.GetBytes("new"));
            Assert.InRange(file.Length, 1, 50);
            Append(file, "newer");
            file.Flush();
        }
        Assert.Equal(["new", "newer"], Read());
        // A crash before the new file got its name:
        System.IO.File.WriteAllBytes(File + ".new", [1, 2, 3]);
        Assert.Equal(["new", "newer"], Read());
        Assert.False(System.IO.File.Exists(File + ".new"));
    }

    [Fact]
    public void What_is_no_write_ahead_file_is_left_alone()
    {
        System.IO.File.WriteAllText(File, "something dear to somebody");
        Assert.Contains("is not a write-ahead file", Assert.Throws<CorruptFileException>(() => WriteAheadFile.Open(File)).Message);
        Assert.Equal("something dear to somebody", System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void Two_cannot_have_it_open()
    {
        using var file = WriteAheadFile.Open(File);
        Assert.Throws<IOException>(() => WriteAheadFile.Open(File));
        file.Replace();
        Assert.Throws<IOException>(() => WriteAheadFile.Open(File));
    }

    [Fact]
    public void A_disk_that_failed_once_is_not_believed_again()
    {
        var file = WriteAheadFile.Open(File);
        Append(file, "a");
        file.Dispose();
        Assert.ThrowsAny<Exception>(file.Flush);
        Assert.Contains("failed before", Assert.Throws<IOException>(file.Flush).Message);
    }

    private static void Append(WriteAheadFile file, params string[] records)
    {
        foreach (var record in records)
            file.Append(Encoding.UTF8.GetBytes(record));
    }

    private string[] Read()
    {
        using var file = WriteAheadFile.Open(File);
        return [.. file.Recovered.Select(Encoding.UTF8.GetString)];
    }
}
