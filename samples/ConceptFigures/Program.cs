using ConceptFigures;

string folder = args.Length > 0 ? args[0] : Path.Combine("artifacts", "concepts");
foreach (string path in Figures.Write(folder))
{
    Console.WriteLine(path);
}
