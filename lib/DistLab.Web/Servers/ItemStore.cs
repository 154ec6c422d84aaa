using System.Globalization;
using System.Text;

namespace DistLab.Web;

/// <summary>The state of a server. For any thread; a reader's image is one that existed, never half of a change.</summary>
internal sealed class ItemStore
{
    private readonly Lock _lock = new();
    private StoreImage _image = StoreImage.Empty;

    public StoreImage Image => Volatile.Read(ref _image);

    public (byte[]? Value, long Version) Get(string key)
    {
        var image = Image;
        return (image.Items.GetValueOrDefault(key), image.Version);
    }

    /// <returns>The version with it.</returns>
    public long Put(string key, byte[] value)
    {
        lock (_lock)
            return Set(new(_image.Version + 1, _image.Items.SetItem(key, value)));
    }

    /// <returns>The version without it.</returns>
    public long Delete(string key)
    {
        lock (_lock)
            return Set(new(_image.Version + 1, _image.Items.Remove(key)));
    }

    /// <summary>Adds 1 to a number; what is none counts as 0.</summary>
    public (long Sum, long Version) AddOne(string key)
    {
        lock (_lock)
        {
            _ = long.TryParse(_image.Items.GetValueOrDefault(key) ?? [], NumberStyles.None, CultureInfo.InvariantCulture, out var sum);
            sum++;
            return (sum, Set(new(_image.Version + 1, _image.Items.SetItem(key, Encoding.ASCII.GetBytes(sum.ToString(CultureInfo.InvariantCulture))))));
        }
    }

    /// <summary>Has all state be another.</summary>
    public void Replace(StoreImage image)
    {
        lock (_lock)
            Set(image);
    }

    private long Set(StoreImage image)
    {
        Volatile.Write(ref _image, image);
        return image.Version;
    }
}
