using Microsoft.Playwright;

namespace DistLab.Notebooks.Tests;

/// <summary>A headless Chromium for one test. Where there is none the test skips itself, in CI it fails.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly string _folder = Directory.CreateTempSubdirectory("distlab-browser-").FullName;

    private Browser(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <summary>What went wrong on the pages, and what they tried to load from elsewhere.</summary>
    public List<string> Faults { get; } = [];

    public static async Task<Browser> StartAsync()
    {
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/bin")
            .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        const string missing = "Chromium is not installed (Debian: apt-get install chromium)";
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.True(program is not null, missing);
        Assert.SkipUnless(program is not null, missing);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        return new Browser(playwright, browser);
    }

    /// <summary>Opens a page with this body.</summary>
    public async Task<IPage> OpenAsync(string body, ColorScheme scheme = ColorScheme.Light, int width = 760)
    {
        var file = Path.Combine(_folder, $"{Path.GetRandomFileName()}.html");
        await File.WriteAllTextAsync(file, $"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>t</title><body>{body}</body></html>");
        var page = await _browser.NewPageAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        page.PageError += (_, error) => Faults.Add(error);
        page.Console += (_, message) => { if (message.Type == "error") Faults.Add(message.Text); };
        page.Request += (_, request) => { if (!request.Url.StartsWith("file:", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) Faults.Add(request.Url); };
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.CloseAsync();
        _playwright.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
