using DistLab.Notebooks.Tests;
using Microsoft.Playwright;

namespace DistLab.Cli.Tests.Peers;

/// <summary>A notebook in Jupyter Notebook 6, used with keyboard and mouse as a person does.</summary>
internal sealed class NotebookPage(IPage page)
{
    private const string Idle = "#kernel_indicator_icon.kernel_idle_icon";

    /// <summary>The cells that hold code.</summary>
    public ILocator CodeCells => page.Locator(".code_cell");

    /// <summary>The figures that cells drew.</summary>
    public ILocator Figures => page.Locator(".output_subarea.output_svg svg");

    /// <summary>The steppers that cells made, and whose scripts have begun.</summary>
    public ILocator Steppers => page.Locator(".output_subarea .dls[data-ready]");

    public static async Task<NotebookPage> OpenAsync(Browser browser, string address)
    {
        // A figure is wider than half a narrower page.
        var page = await browser.OpenAsync(address, width: 1280);
        page.SetDefaultTimeout(60_000);
        var notebook = new NotebookPage(page);
        await notebook.WaitForIdleAsync();
        return notebook;
    }

    /// <summary>Waits until the kernel has nothing to do.</summary>
    public Task WaitForIdleAsync() => page.WaitForSelectorAsync(Idle);

    /// <summary>Types a cell at the end of the notebook, key by key.</summary>
    public async Task<ILocator> TypeAsync(string source)
    {
        if (await CodeCells.Last.Locator(".CodeMirror-line").AllInnerTextsAsync() is not [var only] || only.Trim('\u200b', ' ').Length > 0)
        {
            await CodeCells.Last.ClickAsync(new LocatorClickOptions { Position = new Position { X = 5, Y = 5 } });
            await page.Keyboard.PressAsync("Escape");
            await page.Keyboard.PressAsync("b");
        }
        var cell = CodeCells.Last;
        await cell.Locator(".CodeMirror").ClickAsync();
        await page.Keyboard.TypeAsync(source);
        return cell;
    }

    /// <summary>Runs the cell that is edited and waits for its end.</summary>
    public async Task RunAsync(ILocator cell)
    {
        await StartAsync();
        await FinishAsync(cell);
    }

    /// <summary>Runs the cell that is edited.</summary>
    public Task StartAsync() => page.Keyboard.PressAsync("Control+Enter");

    /// <summary>Waits until a cell that was started has ended.</summary>
    public static Task FinishAsync(ILocator cell) => cell.And(cell.Page.Locator(":not(.running)"))
        .Locator(".input_prompt", new LocatorLocatorOptions { HasTextRegex = new System.Text.RegularExpressions.Regex(@"In\s\[\d+\]") }).WaitForAsync();

    public static async Task<string> OutputAsync(ILocator cell) => (await cell.Locator(".output").InnerTextAsync()).Trim();

    /// <summary>Asks for completion where the cursor stands.</summary>
    /// <returns>What is offered.</returns>
    public async Task<IReadOnlyList<string>> CompleteAsync()
    {
        await page.Keyboard.PressAsync("Tab");
        await page.Locator("#complete").WaitForAsync();
        return await page.Locator("#complete option").AllInnerTextsAsync();
    }

    /// <summary>Asks for completion where one thing only can stand, which is then put there.</summary>
    public async Task CompleteOneAsync()
    {
        var text = page.Locator(".cell.selected .CodeMirror-code");
        var before = await text.InnerTextAsync();
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(text).Not.ToHaveTextAsync(before);
    }

    /// <summary>Types on where the cursor stands.</summary>
    public Task TypeOnAsync(string text) => page.Keyboard.TypeAsync(text);

    public Task PressAsync(string key) => page.Keyboard.PressAsync(key);

    public Task InterruptAsync() => page.ClickAsync("button[data-jupyter-action='jupyter-notebook:interrupt-kernel']");

    /// <summary>Restarts the kernel by the button and the question after it.</summary>
    public async Task RestartAsync()
    {
        await page.ClickAsync("button[data-jupyter-action='jupyter-notebook:confirm-restart-kernel']");
        await page.ClickAsync(".modal-footer .btn-danger");
        await page.Locator(".modal-backdrop").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        await WaitForIdleAsync();
    }

    /// <summary>Answers a cell that reads a line.</summary>
    public async Task AnswerAsync(ILocator cell, string text)
    {
        var box = cell.Locator("input.raw_input");
        await box.FillAsync(text);
        await box.PressAsync("Enter");
    }

    /// <summary>Clears all outputs from the menu.</summary>
    public async Task ClearAllAsync()
    {
        await page.ClickAsync("#celllink");
        await page.HoverAsync("#all_outputs");
        await page.ClickAsync("#clear_all_output");
    }

    /// <summary>Runs all cells from the menu and waits until the last has ended.</summary>
    public async Task RunAllAsync()
    {
        await page.ClickAsync("#celllink");
        await page.ClickAsync("#run_all_cells");
        await page.WaitForFunctionAsync(
            "() => Jupyter.notebook.get_cells().filter(c => c.cell_type === 'code' && c.get_text().trim()).every(c => !c.element.hasClass('running') && typeof c.input_prompt_number === 'number')",
            null, new PageWaitForFunctionOptions { Timeout = 300_000 });
    }

    /// <summary>What cells failed with.</summary>
    public Task<IReadOnlyList<string>> ErrorsAsync() => page.Locator(".output_error").AllInnerTextsAsync();

    /// <summary>The share of an element's pixels that are darker than a mid grey, as the screen shows it.</summary>
    public async Task<double> DarknessAsync(ILocator element, string picture)
    {
        var png = await element.ScreenshotAsync(new LocatorScreenshotOptions { Path = picture });
        return await page.EvaluateAsync<double>("""
            async png => {
              const bitmap = await createImageBitmap(await (await fetch('data:image/png;base64,' + png)).blob());
              const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
              context.drawImage(bitmap, 0, 0);
              const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
              let dark = 0;
              for (let i = 0; i < data.length; i += 4) if (data[i] + data[i + 1] + data[i + 2] < 3 * 128) dark++;
              return dark / (data.length / 4);
            }
            """, Convert.ToBase64String(png));
    }

    public Task ScreenshotAsync(string picture) => page.ScreenshotAsync(new PageScreenshotOptions { Path = picture });
}
