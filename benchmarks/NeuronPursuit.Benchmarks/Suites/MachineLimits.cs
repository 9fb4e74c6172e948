using System.Globalization;
using System.Numerics;
using BenchmarkDotNet.Attributes;

namespace NeuronPursuit.Benchmarks;

/// <summary>The FMA peak of one core; its share of peak tells how quiet the machine was.</summary>
[Config(typeof(SuiteConfig))]
[GenericTypeArguments(typeof(float))]
[GenericTypeArguments(typeof(double))]
public class MachineLimits<T>
    where T : unmanaged, INumberBase<T>
{
    [Benchmark(Baseline = true)]
    public T MultiplyAddChains() => MachineProbe.RunChains<T>();
}

/// <summary>Reads of one core from the levels of the memory.</summary>
[Config(typeof(BandwidthConfig))]
public class MemoryLimits
{
    private float[] _values = null!;

    /// <summary>Sizes that fit the first, the second and the last cache of most machines, and none of them.</summary>
    [Params(16, 256, 4096, 262_144)]
    public int KiB { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _values = new float[KiB * 1024 / sizeof(float)];
        Array.Fill(_values, 1f);
    }

    [Benchmark(Baseline = true)]
    public float Read() => MachineProbe.Read(_values);

    private sealed class BandwidthConfig : SuiteConfig
    {
        public BandwidthConfig()
        {
            AddColumn(new RateColumn("GB/s", "Bytes of the fastest iteration", (benchmark, report) =>
                ((int)benchmark.Parameters["KiB"] * 1024.0 / report.ResultStatistics!.Min).ToString("F0", CultureInfo.InvariantCulture)));
        }
    }
}
