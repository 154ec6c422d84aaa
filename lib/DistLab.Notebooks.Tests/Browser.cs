using System.Runtime.CompilerServices;
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

    /// <summary>The plotly.js that a build in Release has fetched.</summary>
    public static string Plotly
    {
        get
        {
            var file = Path.Combine(Root(), "lib", "DistLab.Notebooks", "obj", "web", "node_modules", "plotly.js-basic-dist-min", "plotly-basic.min.js");
            Require(File.Exists(file), "plotly.js was not fetched: run ./distlab build where npm is installed");
            return file;
        }
    }

    public static async Task<Browser> StartAsync()
    {
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/bin")
            .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        Require(program is not null, "Chromium is not installed (Debian: apt-get install chromium)");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        return new Browser(playwright, browser);
    }

    /// <summary>Opens a file, or the page at an address.</summary>
    public async Task<IPage> OpenAsync(string file, ColorScheme scheme = ColorScheme.Light, int width = 1000)
    {
        var page = await _browser.NewPageAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        page.PageError += (_, error) => Faults.Add(error);
        page.Console += (_, message) => { if (message.Type == "error") Faults.Add(message.Text); };
        page.Request += (_, request) => { if (!request.Url.StartsWith("file:", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) Faults.Add(request.Url); };
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        return page;
    }

    /// <summary>Opens a page with this body, as narrow as a notebook's output.</summary>
    public async Task<IPage> ShowAsync(string body, ColorScheme scheme = ColorScheme.Light, int width = 760)
    {
        var file = Path.Combine(_folder, $"{Path.GetRandomFileName()}.html");
        await File.WriteAllTextAsync(file, $"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>t</title><body>{body}</body></html>");
        return await OpenAsync(file, scheme, width);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.CloseAsync();
        _playwright.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static void Require(bool isThere, string otherwise)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.True(isThere, otherwise);
        Assert.SkipUnless(isThere, otherwise);
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
