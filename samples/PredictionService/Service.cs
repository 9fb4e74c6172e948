using NeuronPursuit;

namespace PredictionService;

/// <summary>A model behind HTTP: rows of named cells in, predictions and what is new about the rows out.</summary>
public static class Service
{
    private const string Model = "strength";

    /// <summary>Makes the application. The file of the model is the setting "model"; it is loaded again when it changes.</summary>
    public static WebApplication Create(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
        builder.Services.AddNeuronPursuitModel(Model, builder.Configuration["model"] ?? "model.json", TimeSpan.FromSeconds(2));
        WebApplication app = builder.Build();
        app.MapHealthChecks("/health");
        app.MapGet("/model", ([FromKeyedServices(Model)] HostedModel model) => model.Current.Schema);
        app.MapPost("/predict", (Dictionary<string, object?> row, [FromKeyedServices(Model)] HostedModel model) => Predict(row, model));
        return app;
    }

    private static IResult Predict(Dictionary<string, object?> row, HostedModel model)
    {
        try
        {
            TablePrediction prediction = model.Predict(row);
            return Results.Ok(new
            {
                value = prediction.Values[0],
                lower = prediction.HasIntervals ? prediction.Lower[0] : (double?)null,
                upper = prediction.HasIntervals ? prediction.Upper[0] : (double?)null,
                flags = prediction.Flags.Select(flag => $"{flag.Column}: {flag.Kind}"),
            });
        }
        catch (ArgumentException exception)
        {
            // A column is missing or of another kind: the message names it, and the caller can correct it.
            return Results.Problem(exception.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }
}
