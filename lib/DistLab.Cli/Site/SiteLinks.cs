namespace DistLab.Cli.Site;

/// <summary>Turns the links of a notebook, which are relative to its own folder, into links of the site.</summary>
internal sealed class SiteLinks(string notebookPath, string outputFolder, IReadOnlyDictionary<string, string> pages)
{
    private const long LargestEmbeddedImage = 4 << 20;

    private static readonly Dictionary<string, string> ImageTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = "image/png", [".jpg"] = "image/jpeg", [".jpeg"] = "image/jpeg", [".gif"] = "image/gif",
        [".svg"] = "image/svg+xml", [".webp"] = "image/webp",
    };

    private readonly string _folder = Path.GetDirectoryName(notebookPath) ?? ".";

    /// <summary>A link to another notebook of the site leads to its page; one to a file leads to that file where it lies.</summary>
    public string Link(string url)
    {
        if (url.StartsWith('#')) return "#" + Html.Slug(Uri.UnescapeDataString(url[1..]));
        if (IsElsewhere(url)) return url;
        var (path, fragment) = Split(url);
        var full = Path.GetFullPath(Path.Combine(_folder, path));
        if (pages.TryGetValue(full, out var page)) return page + fragment;
        return string.Join('/', Path.GetRelativePath(outputFolder, full).Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString)) + fragment;
    }

    /// <summary>A picture that lies beside the notebook is put into the page, so that a page can be passed on alone.</summary>
    public string Image(string url)
    {
        if (IsElsewhere(url)) return url;
        var file = new FileInfo(Path.GetFullPath(Path.Combine(_folder, Split(url).Path)));
        if (!ImageTypes.TryGetValue(file.Extension, out var type) || !file.Exists || file.Length > LargestEmbeddedImage) return Link(url);
        return $"data:{type};base64,{Convert.ToBase64String(File.ReadAllBytes(file.FullName))}";
    }

    private static (string Path, string Fragment) Split(string url)
    {
        var hash = url.IndexOf('#');
        return hash < 0 ? (Uri.UnescapeDataString(url), "") : (Uri.UnescapeDataString(url[..hash]), url[hash..]);
    }

    private static bool IsElsewhere(string url) =>
        url.Length == 0 || url.StartsWith('/') || url.StartsWith('#') || url.Contains(':');
}
