using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace NeuronPursuit;

/// <summary>What the browser downloads: the model, the report, the model as code.</summary>
internal static class StudioDownloads
{
    public static void Map(WebApplication application, StudioSession session)
    {
        application.MapGet("/download/model", context => SendAsync(context, "application/json", () => (Named(session, ".json"), Bytes(stream => session.RequireResult().Model.Save(stream)))));
        application.MapGet("/download/report", context => SendAsync(context, "text/html; charset=utf-8", () =>
        {
            StudioResult result = session.RequireResult();
            return (Named(session, ".html"), Bytes(stream => ModelReport.Save(result.Model, result.Sample, session.FileName, stream)));
        }));
        application.MapGet("/download/code", context => SendAsync(context, "text/plain; charset=utf-8", () => Code(session, context.Request.Query["as"].ToString())));
    }

    private static (string Name, byte[] Bytes) Code(StudioSession session, string target)
    {
        StudioResult result = session.RequireResult();
        (CodeTarget? code, string ending) = ExportCommand.TargetOf(target);
        return (Named(session, ending), code is { } known
            ? Encoding.UTF8.GetBytes(result.Model.ToCode(known))
            : Bytes(result.Model.SaveAsOnnx));
    }

    private static string Named(StudioSession session, string ending) => $"{Path.GetFileNameWithoutExtension(session.FileName)}-{session.RequireResult().Model.Schema.Target.Name}{ending}";

    private static byte[] Bytes(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }

    private static async Task SendAsync(HttpContext context, string type, Func<(string Name, byte[] Bytes)> make)
    {
        (string name, byte[] bytes) = ("", []);
        await StudioApi.AnswerAsync(context, () =>
        {
            (name, bytes) = make();
            return Task.FromResult<object>(new object());
        }, send: false).ConfigureAwait(false);
        if (name.Length == 0)
        {
            return;
        }

        // A report that was made of somebody's model is a download and never a page of the studio.
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(string.Concat(name.Select(sign => char.IsLetterOrDigit(sign) || sign is '.' or '-' or '_' or ' ' ? sign : '_')));
        context.Response.Headers.ContentDisposition = disposition.ToString();
        context.Response.ContentType = type;
        await context.Response.Body.WriteAsync(bytes).ConfigureAwait(false);
    }
}
