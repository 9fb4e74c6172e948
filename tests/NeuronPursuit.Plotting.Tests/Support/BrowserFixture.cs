using PuppeteerSharp;

namespace NeuronPursuit.Plotting.Tests;

/// <summary>
/// A headless Chromium for the tests of a class. Which one: the variable NEURONPURSUIT_BROWSER, else Chromium or Chrome of the
/// system (scripts/install-chromium.sh).
/// </summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private const string Variable = "NEURONPURSUIT_BROWSER";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

    private readonly TemporaryFolder _profile = new();
    private IBrowser? _browser;

    /// <summary>Where pictures of pages are left to be looked at.</summary>
    public static string ScreenshotFolder { get; } =
        Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } path)
        {
            return;
        }

        _browser = await Puppeteer.LaunchAsync(new LaunchOptions
        {
            ExecutablePath = path,
            Headless = true,
            UserDataDir = _profile.Path,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
            await _browser.DisposeAsync();
        }

        try
        {
            _profile.Dispose();
        }
        catch (IOException)
        {
            // The browser may still be writing its last words; the folder is a temporary one.
        }
    }

    /// <summary>A page of its own without scripts; the test counts as skipped where there is no browser.</summary>
    public async Task<IPage> NewPageAsync()
    {
        if (_browser is null)
        {
            Assert.Skip($"There is no Chromium: run scripts/install-chromium.sh, or name one in {Variable}.");
        }

        IPage page = await _browser.NewPageAsync();
        await page.SetJavaScriptEnabledAsync(false);
        return page;
    }

    private static string? Find()
    {
        IEnumerable<string> names = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } own ? [own] : Names;
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name)).Prepend(name))
            .FirstOrDefault(path => Path.IsPathFullyQualified(path) && File.Exists(path));
    }
}
