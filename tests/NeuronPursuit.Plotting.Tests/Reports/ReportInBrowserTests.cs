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
        var failed = new List<string>();
        page.RequestFailed += (_, e) => failed.Add(e.Request.Url[..Math.Min(100, e.Request.Url.Length)]);
        page.Request += (_, e) =>
        {
            if (!e.Request.Url.StartsWith("file:", StringComparison.Ordinal) && !e.Request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                failed.Add(e.Request.Url);
            }
        };
        page.Console += (_, e) => failed.Add(e.Message.Text);
        using var folder = new TemporaryFolder();
        string path = folder.File("report.html");
        File.WriteAllText(path, SampleReports.Html(name));

        foreach ((int width, Scheme scheme) in new[]
        {
            (1280, Scheme.Light), (1280, Scheme.Dark), (390, Scheme.Light), (390, Scheme.Dark),
        })
        {
            string place = $"{name} at {width} px, {scheme}";
            await page.SetViewportAsync(new ViewPortOptions { Width = width, Height = 844 });
            await page.EmulateMediaFeaturesAsync(
                [new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = scheme == Scheme.Dark ? "dark" : "light" }]);
            await page.GoToAsync(new Uri(path).AbsoluteUri);

            int scrollWidth = await page.EvaluateExpressionAsync<int>("document.documentElement.scrollWidth");
            scrollWidth.Should().BeLessThanOrEqualTo(width, place);
            (await page.EvaluateExpressionAsync<string[]>(Outside)).Should().BeEmpty(place);
            (await page.EvaluateExpressionAsync<string[]>(CutText)).Should().BeEmpty(place);
            (await page.EvaluateExpressionAsync<int>("document.images.length")).Should().BeGreaterThan(1, place);
            (await page.EvaluateExpressionAsync<int>(BrokenImages)).Should().Be(0, place);
            (await page.EvaluateExpressionAsync<string>("getComputedStyle(document.body).backgroundColor"))
                .Should().Be(scheme == Scheme.Dark ? "rgb(19, 21, 24)" : "rgb(244, 245, 246)", place);
            byte[] shot = await page.ScreenshotDataAsync(new ScreenshotOptions { FullPage = true });
            File.WriteAllBytes(Path.Combine(BrowserFixture.ScreenshotFolder, $"{name}-{width}-{scheme}.png"), shot);
            using SKBitmap picture = SKBitmap.Decode(shot);
            picture.Width.Should().Be(width, place);
        }

        failed.Should().BeEmpty();
    }
}
