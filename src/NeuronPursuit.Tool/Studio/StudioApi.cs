using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace NeuronPursuit;

/// <summary>What the page asks of the session.</summary>
internal static class StudioApi
{
    private const long ModelLimit = 64_000_000;
    private const long QuestionLimit = 1_000_000;

    private sealed record FitQuestion(
        string Target, bool Classes, string[]? Without, string? Recipe, double? Holdout, string? Group, string? Time, string? Weights, ulong? Seed);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static void Map(WebApplication application, StudioSession session, CancellationToken stopping)
    {
        application.MapGet("/api/state", Answer(context => Task.FromResult(State(session))));
        application.MapPost("/api/table", Answer(context => OpenTableAsync(context, session)));
        application.MapPost("/api/model", Answer(context => OpenModelAsync(context, session)));
        application.MapPost("/api/inspect", Answer(async context =>
        {
            (FitSettings settings, string[] without) = await QuestionAsync(context).ConfigureAwait(false);
            Table table = settings.Shape(Without(session, without));
            return new { kind = table.KindOf(settings.Target), findings = table.Inspect(settings.Target, settings.Options).Select(one => new { column = one.Column, message = CommandWords.Of(one.Message) }) };
        }));
        application.MapPost("/api/fit", Answer(async context =>
        {
            (FitSettings settings, string[] without) = await QuestionAsync(context).ConfigureAwait(false);
            session.Fit(settings, without);
            return new { running = true };
        }));
        application.MapPost("/api/stop", Answer(context =>
        {
            session.Stop();
            return Task.FromResult<object>(new { stopping = true });
        }));
        application.MapGet("/api/events", context => StudioEvents.SendAsync(context, session, stopping));
        application.MapGet("/api/result", Answer(context => Task.FromResult(session.RequireResult().Summary())));
        application.MapGet("/api/effect", Answer(context =>
        {
            StudioResult result = session.RequireResult();
            string? label = context.Request.Query["class"].ToString() is { Length: > 0 } asked ? asked : null;
            ColumnEffect effect = result.Model.EffectOf(result.Sample, context.Request.Query["column"].ToString(), label: label);
            return Task.FromResult<object>(new { column = effect.Column, @class = effect.Class, points = effect.Points.Select(point => new { value = point.Value, text = point.Text, mean = point.Mean, rows = point.Rows.Where((_, row) => row % 8 == 0) }) });
        }));
        application.MapPost("/api/predict", Answer(context => PredictAsync(context, session)));
        application.MapPost("/api/save", Answer(context => Task.FromResult<object>(new { saved = session.Save(context.Request.Query["name"].ToString()) })));
    }

    private static RequestDelegate Answer(Func<HttpContext, Task<object>> answer)
    {
        return Send;

        Task Send(HttpContext context) => AnswerAsync(context, () => answer(context));
    }

    /// <summary>Answers with JSON; what the person can put right is a 400 with one line.</summary>
    /// <param name="context">The request.</param>
    /// <param name="answer">Makes the answer.</param>
    /// <param name="send">Whether the answer is sent; what is wrong always is.</param>
    public static async Task AnswerAsync(HttpContext context, Func<Task<object>> answer, bool send = true)
    {
        byte[] body;
        try
        {
            body = ToolConsole.ToJson(await answer().ConfigureAwait(false));
            if (!send)
            {
                return;
            }
        }
        catch (BadHttpRequestException exception)
        {
            context.Response.StatusCode = exception.StatusCode;
            body = ToolConsole.ToJson(new { error = exception.StatusCode == StatusCodes.Status413PayloadTooLarge ? "The file is larger than the studio takes. Start it with a greater --upload-limit." : exception.Message });
        }
        catch (Exception exception) when (exception is UserErrorException or ArgumentException or IOException or InvalidDataException or InvalidOperationException or JsonException or UnauthorizedAccessException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            body = ToolConsole.ToJson(new { error = CommandWords.Of(exception.Message) });
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.Body.WriteAsync(body).ConfigureAwait(false);
    }

    private static object State(StudioSession session) => new
    {
        file = session.FileName,
        rows = session.Table?.RowCount ?? 0,
        notes = session.Table?.Notes ?? [],
        columns = session.Table is { } table ? table.Names.Select(name => ColumnSummary.Of(table, name)) : [],
        saves = session.Saves,
        running = session.IsRunning,
        fitted = session.Result is not null,
        recipes = FitSettings.Recipes,
        targets = ExportCommand.Names,
    };

    private static Table Without(StudioSession session, string[] without)
    {
        Table table = session.Table ?? throw new UserErrorException("Open a table first.");
        return without.Length == 0 ? table : table.Without(without);
    }

    private static async Task<(FitSettings Settings, string[] Without)> QuestionAsync(HttpContext context)
    {
        Limit(context, QuestionLimit);
        FitQuestion asked = await JsonSerializer.DeserializeAsync<FitQuestion>(context.Request.Body, Json, context.RequestAborted).ConfigureAwait(false)
            ?? throw new UserErrorException("The question is empty.");
        if (string.IsNullOrEmpty(asked.Target))
        {
            throw new UserErrorException("Choose a target first.");
        }

        return (new FitSettings
        {
            Target = asked.Target,
            Classes = asked.Classes,
            Options = new TableFitOptions { Group = NullIfEmpty(asked.Group), Time = NullIfEmpty(asked.Time), Weight = NullIfEmpty(asked.Weights) },
            Recipe = NullIfEmpty(asked.Recipe) ?? "auto",
            HoldOut = asked.Holdout is > 0 ? asked.Holdout : null,
            Seed = asked.Seed,
        }, asked.Without ?? []);
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static void Limit(HttpContext context, long bytes)
    {
        IHttpMaxRequestBodySizeFeature? feature = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (feature is { IsReadOnly: false } && (feature.MaxRequestBodySize is null || feature.MaxRequestBodySize > bytes))
        {
            feature.MaxRequestBodySize = bytes;
        }
    }

    private static async Task<MemoryStream> BodyAsync(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        body.Position = 0;
        return body;
    }

    private static async Task<object> OpenTableAsync(HttpContext context, StudioSession session)
    {
        string name = Path.GetFileName(context.Request.Query["name"].ToString());
        using MemoryStream body = await BodyAsync(context).ConfigureAwait(false);
        Table table;
        if (TableInput.IsParquet(name))
        {
            table = new Table(ParquetTable.Read(body, name), []);
        }
        else
        {
            using var reader = new StreamReader(body, session.Input.Csv.Encoding ?? new System.Text.UTF8Encoding(false, true), detectEncodingFromByteOrderMarks: true);
            table = Table.ReadCsv(reader, session.Input.Csv);
        }

        session.Open(table, name.Length == 0 ? "table" : name);
        return State(session);
    }

    private static async Task<object> OpenModelAsync(HttpContext context, StudioSession session)
    {
        Limit(context, ModelLimit);
        using MemoryStream body = await BodyAsync(context).ConfigureAwait(false);
        session.Open(TableModel.Load(body));
        return session.RequireResult().Summary();
    }

    private static async Task<object> PredictAsync(HttpContext context, StudioSession session)
    {
        Limit(context, QuestionLimit);
        TableModel model = session.RequireResult().Model;
        Dictionary<string, JsonElement> asked = await JsonSerializer.DeserializeAsync<Dictionary<string, JsonElement>>(context.Request.Body, Json, context.RequestAborted).ConfigureAwait(false) ?? [];
        var row = new Dictionary<string, object?>();
        foreach (ColumnSchema column in model.Schema.Inputs)
        {
            row[column.Name] = asked.TryGetValue(column.Name, out JsonElement cell) ? CellOf(column, cell) : null;
        }

        TablePrediction prediction = model.Predict(row);
        return model.IsClassifier
            ? new { label = prediction.Labels[0], probabilities = model.Classes.Select((name, k) => new { name, value = prediction.Probabilities[0, k] }), flags = prediction.Flags.Select(flag => flag.Column) }
            : new { value = prediction.Values[0], lower = prediction.HasIntervals ? prediction.Lower[0] : (double?)null, upper = prediction.HasIntervals ? prediction.Upper[0] : (double?)null, coverage = prediction.Coverage, flags = prediction.Flags.Select(flag => flag.Column) };
    }

    private static object? CellOf(ColumnSchema column, JsonElement cell) => (cell.ValueKind, column.Kind) switch
    {
        (JsonValueKind.Number, _) => cell.GetDouble(),
        (JsonValueKind.String, ColumnKind.Date) => DateTime.TryParse(cell.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime date)
            ? date
            : throw new UserErrorException($"'{cell.GetString()}' is no date."),
        (JsonValueKind.String, _) => cell.GetString(),
        (JsonValueKind.True or JsonValueKind.False, _) => cell.GetBoolean(),
        _ => null,
    };
}
