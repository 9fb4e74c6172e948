using PuppeteerSharp;
using SkiaSharp;

namespace NeuronPursuit.Plotting.Tests;

[Trait("Category", "Slow")]
public sealed class ReportInBrowserTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    // Parts that stick out of the window, other than what scrolls in a box of its own; lines of a box that are cut off.
    private const string Outside =
        """
        [...document.body.querySelectorAll('*')].filter(element => {
          const scroll = element.closest('.scroll');
          const box = (scroll ?? element).getBoundingClientRect();
          return box.width > 0 && (box.left < -0.5 || box.right > window.innerWidth + 0.5);
        }).map(element => element.tagName + ' ' + element.className + ' ' + element.textContent.slice(0, 40))
        """;

    private const string BrokenImages =
        "[...document.images].filter(image => !image.complete || image.naturalWidth === 0 || image.naturalHeight === 0 || image.getBoundingClientRect().width < 100).length";

    // Boxes whose text is wider than they are, and that do not scroll.
    private const string CutText =
        """
        [...document.querySelectorAll('p, dt, dd, h1, h2, h3, li, figcaption, summary')]
          .filter(element => element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1)
          .map(element => element.tagName + ' ' + element.textContent.slice(0, 40))
        """;

    private enum Scheme
    {
        Light,
        Dark,
    }

    public static TheoryData<string> Names => [.. SampleReports.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Report_WideAndNarrowAndLightAndDark_ShowsEverything(string name)
    {
        IPage page = await browser.NewPageAsync();
        List<string> failed = Listen(page);
        using var folder = new TemporaryFolder();
        string path = folder.File("report.html");
        File.WriteAllText(path, SampleReports.Html(name));

        foreach ((int width, Scheme scheme) in new[]
        {
            (1280, Scheme.Light), (1280, Scheme.Dark), (390, Scheme.Light), (390, Scheme.Dark),
        })
        {
            string place = $"{name} at {width} px, {scheme}";
            await page.EmulateMediaFeaturesAsync(
                [new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = scheme == Scheme.Dark ? "dark" : "light" }]);

            (await ProblemsAsync(page, path, width)).Should().BeEmpty(place);
            (await page.EvaluateExpressionAsync<int>("document.images.length")).Should().BeGreaterThan(1, place);
            (await page.EvaluateExpressionAsync<string>("getComputedStyle(document.body).backgroundColor"))
                .Should().Be(scheme == Scheme.Dark ? "rgb(19, 21, 24)" : "rgb(244, 245, 246)", place);
            byte[] shot = await page.ScreenshotDataAsync(new ScreenshotOptions { FullPage = true });
            File.WriteAllBytes(Path.Combine(BrowserFixture.ScreenshotFolder, $"{name}-{width}-{scheme}.png"), shot);
            using SKBitmap picture = SKBitmap.Decode(shot);
            picture.Width.Should().Be(width, place);
        }

        failed.Should().BeEmpty();
    }

    [Theory]
    [InlineData("<div style='width: 600px'>wide</div>", "wider than the window", "outside: DIV")]
    [InlineData("<div style='position: fixed; left: -40px; width: 90px'>left</div>", "outside: DIV")]
    [InlineData("<p style='width: 60px; overflow: hidden; white-space: nowrap'>cut off at the end</p>", "cut: P")]
    [InlineData("<img alt='' style='width: 200px' src='data:image/png;base64,AAAA'>", "broken: 1")]
    public async Task ProblemsAsync_OfABadPage_AreFound(string body, params string[] expected)
    {
        IPage page = await browser.NewPageAsync();
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("bad.html"), $"<!doctype html><meta name=viewport content='width=device-width'><body>{body}");

        List<string> problems = await ProblemsAsync(page, folder.File("bad.html"), 390);

        expected.Should().OnlyContain(text => problems.Any(problem => problem.StartsWith(text, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Listen_ToAPageWithAPictureFromElsewhere_HearsOfIt()
    {
        IPage page = await browser.NewPageAsync();
        List<string> failed = Listen(page);
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("bad.html"), "<!doctype html><body><img alt='' src='nowhere.png'>");

        await ProblemsAsync(page, folder.File("bad.html"), 390);

        failed.Should().Contain(url => url.EndsWith("nowhere.png", StringComparison.Ordinal));
    }

    /// <summary>Collects what goes wrong while pages are loaded: failed requests, requests to a network, messages.</summary>
    private static List<string> Listen(IPage page)
    {
        var failed = new List<string>();
        page.RequestFailed += (_, e) => failed.Add(e.Request.Url[..Math.Min(200, e.Request.Url.Length)]);
        page.Request += (_, e) =>
        {
            if (!e.Request.Url.StartsWith("file:", StringComparison.Ordinal) && !e.Request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                failed.Add(e.Request.Url);
            }
        };
        page.Console += (_, e) => failed.Add(e.Message.Text);
        return failed;
    }

    private static async Task<List<string>> ProblemsAsync(IPage page, string path, int width)
    {
        await page.SetViewportAsync(new ViewPortOptions { Width = width, Height = 844 });
        await page.GoToAsync(new Uri(path).AbsoluteUri);
        var problems = new List<string>();
        if (await page.EvaluateExpressionAsync<int>("document.documentElement.scrollWidth") > width)
        {
            problems.Add("wider than the window");
        }

        problems.AddRange((await page.EvaluateExpressionAsync<string[]>(Outside)).Select(text => $"outside: {text}"));
        problems.AddRange((await page.EvaluateExpressionAsync<string[]>(CutText)).Select(text => $"cut: {text}"));
        int broken = await page.EvaluateExpressionAsync<int>(BrokenImages);
        if (broken > 0)
        {
            problems.Add(FormattableString.Invariant($"broken: {broken}"));
        }

        return problems;
    }
}
