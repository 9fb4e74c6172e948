using PredictionService;

Service.Create(args).Run();
