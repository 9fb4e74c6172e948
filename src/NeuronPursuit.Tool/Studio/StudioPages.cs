using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace NeuronPursuit;

/// <summary>The page, its scripts and its style, which are part of the program.</summary>
internal static class StudioPages
{
    private static readonly Dictionary<string, string> Types = new()
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    private static readonly Dictionary<string, byte[]> Files = typeof(StudioPages).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith("Page/", StringComparison.Ordinal))
        .ToDictionary(name => $"/{name["Page/".Length..]}", Read);

    /// <summary>Whether it is a file that tells nothing: all but the page itself.</summary>
    public static bool IsAsset(PathString path) => path.Value is { } name && name != "/index.html" && Files.ContainsKey(name);

    public static void Map(WebApplication application)
    {
        application.MapGet("/", context => SendAsync(context, "/index.html"));
        foreach (string name in Files.Keys.Where(name => name != "/index.html"))
        {
            application.MapGet(name, context => SendAsync(context, name));
        }
    }

    private static async Task SendAsync(HttpContext context, string name)
    {
        context.Response.ContentType = Types[Path.GetExtension(name)];
        await context.Response.Body.WriteAsync(Files[name]).ConfigureAwait(false);
    }

    private static byte[] Read(string name)
    {
        using Stream stream = typeof(StudioPages).Assembly.GetManifestResourceStream(name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
