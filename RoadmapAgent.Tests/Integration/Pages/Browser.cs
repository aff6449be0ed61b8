using System.Globalization;
using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration.Pages;

/// <summary>A headless Chromium.</summary>
internal sealed class Browser : IDisposable
{
    private static readonly string[] Programs = ["chromium", "chromium-browser", "google-chrome"];
    private static readonly string[] Folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');

    private readonly ChromeDriverService _service;
    private readonly ChromeDriver _driver;
    private readonly Uri _site;

    /// <param name="site">The API.</param>
    /// <param name="width">Of the window, in CSS pixels.</param>
    public Browser(Uri site, int width = 1200)
    {
        _site = site;
        _service = ChromeDriverService.CreateDefaultService(Path.GetDirectoryName(Find("chromedriver")), "chromedriver");
        var options = new ChromeOptions { BinaryLocation = Find(Programs) };
        // The tests may run in a container, which has no sandbox and little shared memory.
        options.AddArguments(
            "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--force-prefers-reduced-motion", "--hide-scrollbars");
        options.AddUserProfilePreference("profile.default_content_settings.popups", 0);
        options.SetLoggingPreference(LogType.Browser, OpenQA.Selenium.LogLevel.Warning);
        _driver = new(_service, options, TimeSpan.FromMinutes(1));
        _driver.Manage().Timeouts().AsynchronousJavaScript = TimeSpan.FromMinutes(1);
        Resize(width);
    }

    /// <summary>The page's console warnings and errors so far.</summary>
    public IReadOnlyList<string> Complaints => [.. _driver.Manage().Logs.GetLog(LogType.Browser).Select(entry => entry.Message)];

    /// <summary>The current path, query and fragment.</summary>
    public string Location => new Uri(_driver.Url) is var url ? url.PathAndQuery + url.Fragment : "";

    /// <summary>The element that has the focus.</summary>
    public IWebElement Focused => _driver.SwitchTo().ActiveElement();

    /// <summary>Whether the page overflows the window horizontally.</summary>
    public bool Overflows => (bool)_driver.ExecuteScript("return document.documentElement.scrollWidth > window.innerWidth")!;

    /// <summary>How far the page is scrolled down, in CSS pixels.</summary>
    public double Scrolled => Convert.ToDouble(_driver.ExecuteScript("return scrollY"), CultureInfo.InvariantCulture);

    public void ScrollTo(int position) => _driver.ExecuteScript($"scrollTo(0, {position})");

    /// <summary>The width of the window, in CSS pixels.</summary>
    public int Width { get; private set; }

    public void GoBack() => _driver.Navigate().Back();

    public void Open(string path) => _driver.Navigate().GoToUrl(new Uri(_site, path));

    public IReadOnlyList<IWebElement> All(string selector) => _driver.FindElements(By.CssSelector(selector));

    public IWebElement The(string selector) => _driver.FindElement(By.CssSelector(selector));

    public void Press(string keys) => Focused.SendKeys(keys);

    /// <summary>Opens a tab and goes to it; returns a function that goes back to the tab before.</summary>
    public Action OpenTab(string path)
    {
        var before = _driver.CurrentWindowHandle;
        _driver.SwitchTo().NewWindow(WindowType.Tab);
        Resize(Width);
        Open(path);
        return () => _driver.SwitchTo().Window(before);
    }

    /// <summary>Runs a script in the page; returns its value.</summary>
    public object? Run(string script) => _driver.ExecuteScript(script);

    /// <summary>Runs a script in the page that passes its value to its last argument, a function.</summary>
    public object? RunUntilDone(string script) => _driver.ExecuteAsyncScript(script);

    /// <summary>Takes the network away from the page, or gives it back.</summary>
    public void GoOffline(bool offline = true)
    {
        _driver.ExecuteCdpCommand("Network.enable", []);
        _driver.ExecuteCdpCommand(
            "Network.emulateNetworkConditions",
            new() { ["offline"] = offline, ["latency"] = 0, ["downloadThroughput"] = -1, ["uploadThroughput"] = -1 });
    }

    /// <summary>Waits until the text of an element satisfies the condition.</summary>
    public Task SeesAsync(string selector, Func<string, bool> wanted, TimeSpan patience) =>
        Eventually.TrueAsync(
            patience,
            () => $"'{selector}' says '{Text(selector)}' at {Location}, whose problem is '{Text("#problem")}'",
            () => Task.FromResult(Text(selector) is { } text && wanted(text)));

    /// <summary>The visible text of the first such element, or null.</summary>
    public string? Text(string selector)
    {
        try
        {
            return All(selector) is [var first, ..] ? first.Text : null;
        }
        catch (StaleElementReferenceException)
        {
            // The page has just replaced it.
            return null;
        }
    }

    /// <summary>Saves a screenshot of the whole page for visual inspection, in the full run.</summary>
    public void Photograph(string name)
    {
        if (!FullRun.IsOn)
        {
            return;
        }

        var folder = Directory.CreateDirectory(Path.Combine(Projects.RoadmapAgent_AppHost.ProjectPath, "..", "artifacts", "screenshots"));
        var picture = (Dictionary<string, object?>)_driver
            .ExecuteCdpCommand("Page.captureScreenshot", new() { ["captureBeyondViewport"] = true })!;
        File.WriteAllBytes(Path.Combine(folder.FullName, $"{name}.png"), Convert.FromBase64String((string)picture["data"]!));
    }

    /// <summary>Sets the width of the window, in CSS pixels. Chromium's own minimum is 500; a phone is narrower.</summary>
    public void Resize(int width)
    {
        Width = width;
        _driver.ExecuteCdpCommand(
            "Emulation.setDeviceMetricsOverride",
            new() { ["width"] = width, ["height"] = 900, ["deviceScaleFactor"] = 1, ["mobile"] = false });
    }

    /// <summary>Emulates the preference for a dark colour scheme.</summary>
    public void Darken(bool dark = true) =>
        _driver.ExecuteCdpCommand(
            "Emulation.setEmulatedMedia",
            new()
            {
                ["features"] = new object[]
                {
                    new Dictionary<string, object> { ["name"] = "prefers-color-scheme", ["value"] = dark ? "dark" : "light" },
                },
            });

    public void Dispose()
    {
        _driver.Dispose();
        _service.Dispose();
    }

    private static string Find(params string[] names) => (
        from name in names
        from folder in Folders
        where File.Exists(Path.Combine(folder, name))
        select Path.Combine(folder, name)).FirstOrDefault()
        ?? throw new InvalidOperationException($"Missing: {string.Join(" or ", names)}; test.sh installs it.");
}
