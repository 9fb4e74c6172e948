using QuickStart;

var report = new ConsoleReport();

ConsoleReport.PrintFunctionHeader();
ConsoleReport.Print(FunctionRecovery.Run(FunctionRecovery.RecoveringSeed, report));

ConcreteTable table = ConcreteTable.Load(ConcreteTable.DefaultPath);
ConsoleReport.PrintConcreteHeader(table);
string modelPath = Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}.json");
try
{
    ConsoleReport.Print(ConcreteStrength.Run(table, modelPath, report));
}
finally
{
    File.Delete(modelPath);
}
