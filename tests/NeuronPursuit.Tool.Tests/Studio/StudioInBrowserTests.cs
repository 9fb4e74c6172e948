using NeuronPursuit.Plotting.Tests;
using PuppeteerSharp;

namespace NeuronPursuit.Tool.Tests.Studio;

/// <summary>A whole session in a browser: from a file to a downloaded model. Pictures stay in the folder screenshots beside the tests.</summary>
[Trait("Category", "Slow")]
public sealed class StudioInBrowserTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    // Parts that stick out of the window, other than what scrolls in a box of its own.
    private const string Outside =
        """
        [...document.body.querySelectorAll('*')].filter(element => {
          if (element.closest('.skip') || element.matches('input[type=file]')) return false;
          const scroll = element.closest('.scroll, pre, .sliders');
          const box = (scroll ?? element).getBoundingClientRect();
          return box.width > 0 && (box.left < -0.5 || box.right > window.innerWidth + 0.5);
        }).map(element => element.tagName + ' ' + element.id + ' ' + element.textContent.slice(0, 40))
        """;

    private const string WithoutName =
        """
        [...document.querySelectorAll('button, select, input, a')].filter(element => element.getBoundingClientRect().width > 0)
          .filter(element => !(element.labels?.length || element.getAttribute('aria-label') || element.textContent.trim())).map(element => element.outerHTML)
        """;

    public static TheoryData<string, bool> Sessions => new() { { "concrete", false }, { "penguins", true } };

    [Theory]
    [MemberData(nameof(Sessions))]
    public async Task Session_FromAFileToADownloadedModel_WorksAndStaysOnThisMachine(string name, bool classes)
    {
        using var folder = new TemporaryFolder();
        await using RunningStudio studio = await RunningStudio.StartAsync();
        IPage page = await browser.NewPageAsync();
        await page.SetJavaScriptEnabledAsync(true);
        List<string> problems = Listen(page, studio.Root);
        await page.SetViewportAsync(new ViewPortOptions { Width = 1280, Height = 900 });
        await page.GoToAsync(studio.Address);
        await page.WaitForFunctionAsync("() => document.getElementById('file').textContent.startsWith('No table')");

        IElementHandle open = await page.WaitForSelectorAsync("#open", new WaitForSelectorOptions { Hidden = false });
        await open.UploadFileAsync(classes ? Tool.Penguins : Tool.Concrete);
        await page.WaitForSelectorAsync("#columns tbody tr");
        await page.ClickAsync("input[data-column=fold]");
        await page.SelectAsync("#target", "target");
        await page.SelectAsync("#recipe", "fast");
        await ShootAsync(page, $"studio-{name}-table");

        // With the keyboard alone.
        await page.FocusAsync("#start");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("#network circle.neuron");
        await page.ScreenshotAsync(Path.Combine(BrowserFixture.ScreenshotFolder, $"studio-{name}-growing.png"));
        await page.WaitForSelectorAsync("#answer:not(:empty)", new WaitForSelectorOptions { Timeout = 120_000 });
        await page.WaitForSelectorAsync("#effect-plot path.a");
        await ShootAsync(page, $"studio-{name}-result");

        string before = await TextAsync(page, "#answer");
        await page.FocusAsync(".slider input[type=range]");
        await page.Keyboard.PressAsync("End");
        await page.WaitForFunctionAsync("before => document.getElementById('answer').textContent !== before", before);
        (await page.EvaluateExpressionAsync<int>("document.querySelectorAll('.importance').length")).Should().BeGreaterThan(3);
        (await TextAsync(page, "#formula")).Should().Contain("relu");
        (await page.EvaluateExpressionAsync<bool>(classes ? "!!document.querySelector('.confusion td')" : "document.querySelectorAll('#quality circle').length > 300")).Should().BeTrue();

        string downloaded = await DownloadAsync(page, folder.Path);
        TableModel.Load(downloaded).Schema.Target.Name.Should().Be("target");
        (await page.EvaluateExpressionAsync<string[]>(WithoutName)).Should().BeEmpty("everything that can be used has a name");
        problems.Should().BeEmpty();
    }

    [Fact]
    public async Task Stop_InAPage_KeepsTheBestSoFar()
    {
        await using RunningStudio studio = await RunningStudio.StartAsync(Tool.Concrete);
        IPage page = await browser.NewPageAsync();
        await page.SetJavaScriptEnabledAsync(true);
        List<string> problems = Listen(page, studio.Root);
        await page.SetViewportAsync(new ViewPortOptions { Width = 1280, Height = 900 });
        await page.GoToAsync(studio.Address);
        await page.WaitForSelectorAsync("#columns tbody tr");
        await page.SelectAsync("#target", "target");
        await page.SelectAsync("#recipe", "tabular");
        await page.ClickAsync("#start");
        await page.WaitForSelectorAsync("#curves circle");
        await page.ScreenshotAsync(Path.Combine(BrowserFixture.ScreenshotFolder, "studio-growing.png"));

        await page.ClickAsync("#stop");

        await page.WaitForSelectorAsync("#answer:not(:empty)", new WaitForSelectorOptions { Timeout = 120_000 });
        (await TextAsync(page, "#headline")).Should().Contain("the best so far");
        problems.Should().BeEmpty();
    }

    private static async Task<string> TextAsync(IPage page, string selector) => await page.EvaluateFunctionAsync<string>("selector => document.querySelector(selector).textContent", selector);

    /// <summary>Wide and narrow, light and dark; nothing may stick out.</summary>
    private static async Task ShootAsync(IPage page, string name)
    {
        foreach ((int width, string scheme) in new[] { (1280, "light"), (1280, "dark"), (390, "dark"), (390, "light") })
        {
            await page.EmulateMediaFeaturesAsync([new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = scheme }]);
            await page.SetViewportAsync(new ViewPortOptions { Width = width, Height = 900 });
            (await page.EvaluateExpressionAsync<int>("document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(width, $"{name} at {width} px");
            (await page.EvaluateExpressionAsync<string[]>(Outside)).Should().BeEmpty($"{name} at {width} px");
            await page.ScreenshotAsync(Path.Combine(BrowserFixture.ScreenshotFolder, $"{name}-{width}-{scheme}.png"), new ScreenshotOptions { FullPage = true });
        }

        await page.SetViewportAsync(new ViewPortOptions { Width = 1280, Height = 900 });
    }

    private static async Task<string> DownloadAsync(IPage page, string folder)
    {
        await page.Client.SendAsync("Browser.setDownloadBehavior", new { behavior = "allow", downloadPath = folder });
        await page.ClickAsync("#download-model");
        while (true)
        {
            string[] files = [.. Directory.EnumerateFiles(folder).Where(path => !path.EndsWith(".crdownload", StringComparison.Ordinal) && new FileInfo(path).Length > 0)];
            if (files.Length > 0 && !Directory.EnumerateFiles(folder, "*.crdownload").Any())
            {
                return files[0];
            }

            await Task.Delay(50);
        }
    }

    /// <summary>Collects requests to other places, messages of the console and errors of scripts.</summary>
    private static List<string> Listen(IPage page, Uri root)
    {
        var problems = new List<string>();
        page.Request += (_, e) =>
        {
            if (!e.Request.Url.StartsWith(root.AbsoluteUri, StringComparison.Ordinal) && !e.Request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                problems.Add($"request {e.Request.Url}");
            }
        };
        page.Console += (_, e) => problems.Add($"console {e.Message.Text}");
        page.PageError += (_, e) => problems.Add($"error {e.Message}");
        return problems;
    }
}
