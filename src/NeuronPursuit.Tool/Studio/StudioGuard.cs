using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace NeuronPursuit;

/// <summary>
/// Lets requests through that come from the studio's own page: sent to its own name (no other name may be made to lead here), from no page of
/// another place, and with the token where there is anything to know.
/// </summary>
internal sealed class StudioGuard(string token)
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public string Token { get; } = token;

    public int Port { get; set; }

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers["Content-Security-Policy"] = Policy;
        headers["X-Content-Type-Options"] = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cache-Control"] = "no-store";
        string? refused = Refusal(context.Request);
        if (refused is null)
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(refused).ConfigureAwait(false);
    }

    private string? Refusal(HttpRequest request)
    {
        string[] names = [$"127.0.0.1:{Port}", $"localhost:{Port}"];
        if (!names.Contains(request.Host.Value, StringComparer.OrdinalIgnoreCase))
        {
            return "The studio answers on 127.0.0.1 alone.";
        }

        string origin = request.Headers.Origin.ToString();
        string site = request.Headers["Sec-Fetch-Site"].ToString();
        if ((origin.Length > 0 && !names.Any(name => origin == $"http://{name}")) || site is not ("" or "same-origin" or "none"))
        {
            return "The studio answers its own page alone.";
        }

        if (StudioPages.IsAsset(request.Path))
        {
            return null;
        }

        string given = request.Headers["X-Studio-Token"].ToString() is { Length: > 0 } header ? header : request.Query["token"].ToString();
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(Token))
            ? null
            : "The address has no token, or another one. Open the address that the command has printed.";
    }
}
