namespace NeuronPursuit.Tests;

/// <summary>What maximisers that ascend from every start promise beyond the others.</summary>
public abstract class NcfAscentContract : NcfMaximizerContract
{
    [Fact]
    public void Maximize_AnyObjective_ReturnsAPointPerStart()
    {
        foreach (NcfObjectiveCase item in NcfCases.Smooth().Concat(NcfCases.Kinked()))
        {
            Maximize(item.Objective, new NcfSearch(6, 3)).Should().HaveCount(6, item.Name);
        }
    }

    [Fact]
    public void Maximize_OneStart_NeverEndsBelowIt()
    {
        foreach (NcfObjectiveCase item in NcfCases.Smooth().Concat(NcfCases.Kinked()))
        {
            for (ulong seed = 0; seed < 5; seed++)
            {
                var search = new NcfSearch(1, seed);
                double[] start = new double[item.Objective.Size()];
                search.FillStart(0, start);

                double value = Maximize(item.Objective, search)[0].Value;

                value.Should().BeGreaterThanOrEqualTo(item.Objective.ValueAt(start) - 1e-12, item.Name);
            }
        }
    }

    [Fact]
    public void Maximize_SmoothObjective_EndsAtPositiveKktPoints()
    {
        foreach (NcfObjectiveCase item in NcfCases.Smooth())
        {
            IReadOnlyList<KktPoint> points = Maximize(item.Objective, new NcfSearch(6, 3));

            points[0].Value.Should().BePositive(item.Name);
            points.Where(point => point.Value > 0.01 * points[0].Value)
                .Should().OnlyContain(point => point.Alignment > 0.999, item.Name);
        }
    }

    [Fact]
    public void Maximize_OtherSeed_GivesOtherPoints()
    {
        NcfObjectiveCase item = NcfCases.Kinked().First();

        Bits(Maximize(item.Objective, new NcfSearch(4, 9))).Should().NotEqual(Bits(Maximize(item.Objective, new NcfSearch(4, 10))));
    }
}
