using BenchmarkDotNet.Running;
using NeuronPursuit.Benchmarks;

switch (args.FirstOrDefault())
{
    case "--quick":
        Console.WriteLine(QuickTable.Measure());
        break;
    case "--compare":
        ComparisonRun.Start(args[1..]);
        break;
    case ColdStart.Argument:
        ColdStart.RunInThisProcess();
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(QuickTable).Assembly).Run(args);
        break;
}
