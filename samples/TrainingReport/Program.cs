using TrainingReport;

string folder = args.Length > 0 ? args[0] : Path.Combine("artifacts", "training-report");
foreach (string path in Pictures.Write(folder))
{
    Console.WriteLine(path);
}
