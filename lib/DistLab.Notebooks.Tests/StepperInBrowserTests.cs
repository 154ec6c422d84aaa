using DistLab.Coordination;
using DistLab.Protocols;
using DistLab.Simulation;
using Microsoft.Playwright;

namespace DistLab.Notebooks.Tests;

/// <summary>The stepper as a reader uses it: by mouse, by keyboard, twice on a page, on a phone, and when a state is hostile.</summary>
public sealed class StepperInBrowserTests
{
    [Fact]
    public async Task One_steps_forward_and_back_by_buttons_and_keys_and_sees_what_changed()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.ShowAsync(Stepper.Of(Run()).ToHtml());
        var now = page.Locator(".dls-now");
        await Says(now, "The nodes begin");
        Assert.Equal("1 of 11", await page.Locator(".dls-count").TextContentAsync());
        await Assertions.Expect(Button(page, "Step back")).ToBeDisabledAsync();

        await Button(page, "Step forward").ClickAsync();
        await Says(now, "P1: the timer enter() runs out");
        Assert.Contains("sends request to P0", await now.TextContentAsync());
        var card = page.Locator(".dls-card").Nth(1);
        Assert.Contains("dls-acting", await card.GetAttributeAsync("class"));
        Assert.Equal("Wanted, was Released", await card.Locator(".dls-new").First.TextContentAsync());
        Assert.Equal(1, await card.Locator(".dls-new").CountAsync());
        Assert.Equal("P1 → P0 request", await page.Locator(".dls li").TextContentAsync());

        await page.Locator(".dls").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Says(now, "P2: the timer enter() runs out");
        await page.Keyboard.PressAsync("ArrowLeft");
        await Says(now, "P1: the timer enter() runs out");
        await page.Keyboard.PressAsync("End");
        Assert.Equal("11 of 11", await page.Locator(".dls-count").TextContentAsync());
        await Assertions.Expect(Button(page, "Step forward")).ToBeDisabledAsync();
        await page.Keyboard.PressAsync("Home");
        await Says(now, "The nodes begin");

        var slider = page.GetByLabel("Step", new() { Exact = true });
        await slider.FillAsync("4");
        Assert.StartsWith("Step 5 of 11", await slider.GetAttributeAsync("aria-valuetext"));
        Assert.Empty(browser.Faults);
    }

    [Fact]
    public async Task Faults_and_violations_are_jumped_to_and_told_from_each_other()
    {
        await using var browser = await Browser.StartAsync();
        var trace = Run(FaultPlan.None.During(8.Milliseconds(), 12.Milliseconds(), Fault.Crash(2)));
        var page = await browser.ShowAsync(Stepper.Of(trace).Violation(trace.Last().At, "nobody may crash").ToHtml());
        var (now, jump) = (page.Locator(".dls-now"), Button(page, "Next fault or violation"));
        await jump.ClickAsync();
        await Says(now, "P2 crashes");
        Assert.Contains("down", await page.Locator(".dls-card").Nth(2).TextContentAsync());
        await jump.ClickAsync();
        await Says(now, "P2 restarts");
        Assert.DoesNotContain("down", await page.Locator(".dls-card").Nth(2).TextContentAsync());
        await jump.ClickAsync();
        await Says(now, "Broken: nobody may crash");
        Assert.Contains("dls-broken", await now.GetAttributeAsync("class"));
        await Assertions.Expect(jump).ToBeDisabledAsync();
        Assert.Empty(browser.Faults);
    }

    [Fact]
    public async Task Hidden_nodes_and_messages_disappear_with_the_steps_that_are_about_them()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.ShowAsync(Stepper.Of(Run()).ToHtml());
        var lines = page.Locator(".dls-scroll svg line");
        var all = await lines.CountAsync();
        await page.GetByText("Show and hide nodes and messages").ClickAsync();
        await Box(page, "release").UncheckAsync();
        Assert.Equal("1 of 9", await page.Locator(".dls-count").TextContentAsync());
        await Box(page, "P2").UncheckAsync();
        Assert.Equal(2, await page.Locator(".dls-card").CountAsync());
        Assert.Equal("1 of 6", await page.Locator(".dls-count").TextContentAsync());
        Assert.True(await lines.CountAsync() < all);
        await Box(page, "P2").CheckAsync();
        await Box(page, "release").CheckAsync();
        Assert.Equal("1 of 11", await page.Locator(".dls-count").TextContentAsync());
        Assert.Equal(all, await lines.CountAsync());
        Assert.Empty(browser.Faults);
    }

    [Fact]
    public async Task Two_steppers_on_a_page_do_not_touch_each_other_and_leave_nothing_behind()
    {
        await using var browser = await Browser.StartAsync();
        var html = Stepper.Of(Run()).ToHtml();
        var page = await browser.ShowAsync($"<script>window.before = Object.keys(window).length + 1</script>{html}{html}{Stepper.Of(Run()).Title("Other").ToHtml()}");
        Assert.Equal(3, await page.Locator(".dls[data-ready]").CountAsync());
        await Button(page.Locator(".dls").Nth(1), "Step forward").ClickAsync();
        Assert.Equal(["1 of 11", "2 of 11", "1 of 11"], await page.Locator(".dls-count").AllTextContentsAsync());
        Assert.Equal(0, await page.EvaluateAsync<int>("Object.keys(window).length - window.before"));
        Assert.Empty(browser.Faults);
    }

    [Fact]
    public async Task A_script_that_runs_before_its_output_is_on_the_page_finds_it_later()
    {
        // As Notebook 6 does it: the output is filled while it hangs nowhere, and its scripts are run elsewhere.
        await using var browser = await Browser.StartAsync();
        var page = await browser.ShowAsync("<div id=\"out\"></div>");
        await page.EvaluateAsync(
            """
            html => {
              const part = document.createElement("div");
              part.innerHTML = html;
              for (const old of part.querySelectorAll("script:not([type])")) {
                const script = document.createElement("script");
                script.textContent = old.textContent;
                document.head.appendChild(script).remove();
                old.remove();
              }
              setTimeout(() => document.getElementById("out").appendChild(part), 250);
            }
            """,
            Stepper.Of(Run()).ToHtml());
        await Assertions.Expect(page.Locator(".dls-count")).ToHaveTextAsync("1 of 11");
        Assert.Empty(browser.Faults);
    }

    [Fact]
    public async Task A_hostile_state_is_shown_as_text_and_does_nothing()
    {
        await using var browser = await Browser.StartAsync();
        const string attack = "</script></style></details><img src=x onerror=\"document.body.dataset.hacked='yes'\"> id='q' href=\"#a\" \u2028 &lt;b&gt;";
        var trace = new SampleTrace().Row(0, TraceKind.Start, 0).Row(0, TraceKind.State, 0, new Hostile(attack)).Message(0, 1, 1, 2, new Hostile(attack)).Row(3, TraceKind.Output, 1, attack).Row(4, TraceKind.Timer, 1, attack).Done();
        var page = await browser.ShowAsync(Stepper.Of(trace).Title(attack).NodeNames(node => attack + node).Violation(default, attack).ToHtml());
        for (var step = 0; step < 2; step++)
            await Button(page, "Step forward").ClickAsync();
        Assert.Null(await page.EvaluateAsync<string?>("document.body.dataset.hacked"));
        Assert.Equal(0, await page.Locator("img").CountAsync());
        Assert.Contains(attack, await page.Locator(".dls-cards").TextContentAsync());
        Assert.Empty(browser.Faults);
    }

    [Fact]
    public async Task Nothing_sticks_out_on_a_phone_and_the_colours_follow_the_page()
    {
        await using var browser = await Browser.StartAsync();
        var html = Stepper.Of(Run()).ToHtml();
        var phone = await browser.ShowAsync(html, width: 400);
        Assert.True(await phone.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));

        const string background = "getComputedStyle(document.querySelector('.dls')).backgroundColor";
        var (light, dark) = ("rgb(252, 252, 251)", "rgb(21, 24, 29)");
        Assert.Equal(light, await (await browser.ShowAsync(html)).EvaluateAsync<string>(background));
        Assert.Equal(dark, await (await browser.ShowAsync(html, ColorScheme.Dark)).EvaluateAsync<string>(background));
        Assert.Equal(dark, await (await browser.ShowAsync($"<div data-theme=\"dark\">{html}</div>")).EvaluateAsync<string>(background));
        Assert.Equal(light, await (await browser.ShowAsync($"<div data-jp-theme-light=\"true\">{html}</div>", ColorScheme.Dark)).EvaluateAsync<string>(background));
        Assert.Empty(browser.Faults);
    }

    private sealed record Hostile(string Text)
    {
        public override string ToString() => Text;
    }

    private static async Task Says(ILocator now, string text) => await Assertions.Expect(now).ToContainTextAsync(text);

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Box(IPage page, string name) => page.GetByRole(AriaRole.Checkbox, new() { Name = name, Exact = true });

    private static ILocator Button(ILocator part, string name) => part.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Two clients of a central server, each once in the critical section.</summary>
    private static Trace Run(FaultPlan? faults = null)
    {
        var workload = Workload.Closed(5.Milliseconds(), 3.Milliseconds(), entries: 1);
        var run = new CentralServerMutex(workload).Simulate(3, trace: Trace.KeepAll(states: true)).Under(faults ?? FaultPlan.None);
        run.Run();
        return run.Trace;
    }
}
