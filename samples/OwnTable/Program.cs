using OwnTable;

return Application.Run(args, Console.Out, Console.Error);
