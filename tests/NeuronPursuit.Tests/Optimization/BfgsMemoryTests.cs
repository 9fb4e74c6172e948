namespace NeuronPursuit.Tests;

public class BfgsMemoryTests
{
    [Fact]
    public void Direction_NoPairs_IsSteepestDescent()
    {
        Direction(new BfgsMemory(3, 5), [1, -2, 3]).Should().Equal(-1, 2, -3);
    }

    [Fact]
    public void Direction_NewestChange_GivesItsStepBack()
    {
        // The secant equation H y = s for the newest pair, whatever came before it and was forgotten.
        var memory = new BfgsMemory(4, 3);
        var random = new Random(1);
        double[] step = [], change = [];
        for (int pair = 0; pair < 8; pair++)
        {
            step = RandomProblem.NormalVector(random, 4);
            change = [.. step.Select((s, i) => (i + 1) * s)];
            memory.Push(new double[4], step, new double[4], change);

            Direction(memory, change).ShouldAgreeWith([.. step.Select(s => -s)], 1e-12);
        }

        memory.Count.Should().Be(3);
    }

    [Fact]
    public void Direction_AsManyIndependentPairsAsWeights_IsNewtonsStepOnAQuadratic()
    {
        // With exact steps along conjugate directions (here the axes) BFGS finds the inverse Hessian.
        double[] curvature = [1, 10, 100];
        var memory = new BfgsMemory(3, 3);
        for (int axis = 0; axis < 3; axis++)
        {
            double[] step = new double[3];
            double[] change = new double[3];
            (step[axis], change[axis]) = (0.5, 0.5 * curvature[axis]);
            memory.Push(new double[3], step, new double[3], change);
        }

        Direction(memory, [1, 1, 1]).ShouldAgreeWith([-1, -0.1, -0.01], 1e-13);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Push_NoPositiveCurvature_IsIgnored(double curvature)
    {
        var memory = new BfgsMemory(2, 3);
        memory.Push([0, 0], [1, 0], [0, 0], [curvature, 0]);

        memory.Count.Should().Be(0);
        Direction(memory, [1, 2]).Should().Equal(-1, -2);
    }

    [Fact]
    public void Push_NoPositiveCurvatureIntoAFullMemory_LeavesTheKeptPairsAlone()
    {
        var memory = new BfgsMemory(2, 2);
        memory.Push([0, 0], [1, 0], [0, 0], [2, 0]);
        memory.Push([0, 0], [0, 1], [0, 0], [0, 3]);
        double[] before = Direction(memory, [1, 2]);

        memory.Push([0, 0], [1, 1], [0, 0], [-5, 1]);

        memory.Count.Should().Be(2);
        Direction(memory, [1, 2]).Should().Equal(before);
    }

    [Fact]
    public void Clear_AfterPairs_ForgetsThem()
    {
        var memory = new BfgsMemory(2, 3);
        memory.Push([0, 0], [1, 1], [0, 0], [3, 5]);
        memory.Clear();

        memory.Count.Should().Be(0);
        Direction(memory, [1, 2]).Should().Equal(-1, -2);
    }

    private static double[] Direction(BfgsMemory memory, double[] gradient)
    {
        double[] direction = new double[gradient.Length];
        memory.Direction(gradient, direction);
        return direction;
    }
}
