namespace NeuronPursuit.Tests;

public class NetworkTests
{
    [Fact]
    public void AddNeuron_FirstHiddenLayer_AppendsARowToW1AndAColumnToW2()
    {
        // Hidden layer 0 is the paper's layer 1: its neurons are rows of W_1 and columns of W_2 (Alg. 1, lines 29-30).
        Network network = TestObjects.Network([2, 2, 2, 1], HomogeneousActivation.ReLU, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);

        Network grown = network.AddNeuron(0, [-1, -2], [-3, -4]);

        grown.Shape.Widths.ToArray().Should().Equal(2, 3, 2, 1);
        grown.Parameters.Should().Equal(1, 2, 3, 4, -1, -2, /* W_2 */ 5, 6, -3, 7, 8, -4, /* W_3 */ 9, 10);
    }

    [Fact]
    public void AddNeuron_LastHiddenLayer_AppendsARowToW2AndAColumnToW3()
    {
        Network network = TestObjects.Network([2, 2, 2, 1], HomogeneousActivation.ReLU, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);

        Network grown = network.AddNeuron(1, [-1, -2], [-3]);

        grown.Shape.HiddenWidths.Should().Equal(2, 3);
        grown.Parameters.Should().Equal(1, 2, 3, 4, /* W_2 */ 5, 6, 7, 8, -1, -2, /* W_3 */ 9, 10, -3);
    }

    [Fact]
    public void AddNeuron_TheOldNetwork_StaysAsItIs()
    {
        double[] weights = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
        Network network = TestObjects.Network([2, 2, 2, 1], HomogeneousActivation.ReLU, weights);

        network.AddNeuron(0, [-1, -2], [-3, -4]).Parameters[0] = 99;

        network.Parameters.Should().Equal(weights);
        network.Shape.Widths.ToArray().Should().Equal(2, 2, 2, 1);
    }

    [Fact]
    public void Layer_IndexZero_IsThePapersW1()
    {
        NetworkShape shape = TestObjects.Network([4, 3, 2], HomogeneousActivation.ReLU).Shape;

        (shape.Layer(0).Offset, shape.Layer(0).Width, shape.Layer(0).InputWidth).Should().Be((0, 3, 4));
        (shape.Layer(1).Offset, shape.Layer(1).Width, shape.Layer(1).InputWidth).Should().Be((12, 2, 3));
        shape.Layer(1).IndexOf(neuron: 1, input: 2).Should().Be(12 + 5);
        (shape.Depth, shape.HiddenLayerCount, shape.InputCount, shape.OutputCount, shape.ParameterCount).Should().Be((2, 1, 4, 2, 18));
    }

    [Fact]
    public void SingleChain_AnyDepth_HasOneNeuronPerHiddenLayerAndZeroWeights()
    {
        Network network = Network.SingleChain(5, 3, 4, HomogeneousActivation.Square);

        network.Shape.Widths.ToArray().Should().Equal(5, 1, 1, 1, 3);
        network.Shape.Activation.Should().Be(HomogeneousActivation.Square);
        network.Parameters.Should().HaveCount(5 + 1 + 1 + 3).And.OnlyContain(weight => weight == 0);
    }

    [Fact]
    public void Constructor_WrongNumberOfWeights_ThrowsAndSaysBothNumbers()
    {
        Action create = () => TestObjects.Network([2, 3, 1], HomogeneousActivation.ReLU, new double[8]);

        create.Should().Throw<ArgumentException>().WithMessage("*9*8*");
    }

    [Fact]
    public void Clone_ChangedCopy_LeavesTheOriginal()
    {
        Network network = TestObjects.Network([1, 1, 1], HomogeneousActivation.ReLU, [3, 4]);
        Network clone = network.Clone();
        clone.Parameters[0] = 7;

        network.Parameters.Should().Equal(3, 4);
        network.Norm.Should().Be(5);
    }

    [Theory]
    [InlineData(0, 1, 2, 1)]
    [InlineData(0.1, 2, 3, 9)]
    [InlineData(-0.5, 3, 4, 257)]
    [InlineData(2, 1, 4, 600)]
    public void Predict_BlocksAndSingleSamples_AgreeWithPlainLoops(double alpha, int power, int depth, int samples)
    {
        RandomProblem problem = RandomProblem.Create(alpha, power, 3, depth, samples);
        double[,] expected = problem.Reference.Predict(problem.Weights, problem.Inputs);

        TestObjects.Predict(problem.Network, problem.Inputs).ShouldAgreeWith(expected, 1e-12);

        var predictor = new SamplePredictor(problem.Network);
        for (int i = 0; i < samples; i++)
        {
            double[] outputs = new double[3];
            predictor.Predict(ScalarReference.Row(problem.Inputs, i), outputs);
            outputs.ShouldAgreeWith(ScalarReference.Row(expected, i), 1e-11, $"sample {i}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(17)]
    [InlineData(700)]
    public void SamplePredictor_WideLayers_AgreesWithPlainLoops(int width)
    {
        // 700 neurons are more than its buffer on the stack holds.
        var random = new Random(width);
        int[] widths = [3, width, 2, 5];
        double[] weights = RandomProblem.NormalVector(random, 3 * width + 2 * width + 10);
        double[] x = RandomProblem.NormalVector(random, 3);
        double[] outputs = new double[5];

        new SamplePredictor(TestObjects.Network(widths, HomogeneousActivation.LeakyReLU(0.2), weights)).Predict(x, outputs);

        outputs.ShouldAgreeWith(new ScalarReference(widths, 0.2, 1).PreActivations(weights, x)[^1], 1e-12);
    }
}
