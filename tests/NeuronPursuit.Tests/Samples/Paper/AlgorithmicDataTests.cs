using PaperExperiments.Algorithmic;

namespace NeuronPursuit.Tests.Samples.Paper;

public class AlgorithmicDataTests
{
    [Fact]
    public void Split_ModularAddition_HoldsEveryPairOnceWithItsSum()
    {
        const int Modulus = 7;
        (ModularAdditionData training, ModularAdditionData test) = ModularAdditionData.Split(Modulus, 20, seed: 3);
        var pairs = new HashSet<(int, int)>();
        foreach (ModularAdditionData part in new[] { training, test })
        {
            for (int row = 0; row < part.Classes.Length; row++)
            {
                int a = OneHot(part.Inputs, row, 0, Modulus);
                int b = OneHot(part.Inputs, row, Modulus, Modulus);
                pairs.Add((a, b)).Should().BeTrue();
                part.Classes[row].Should().Be((a + b) % Modulus);
                OneHot(part.Targets, row, 0, Modulus).Should().Be(part.Classes[row]);
            }
        }

        training.Classes.Should().HaveCount(20);
        pairs.Should().HaveCount(Modulus * Modulus);
    }

    [Fact]
    public void Split_ModularAddition_DependsOnTheSeedAlone()
    {
        int[] classes = ModularAdditionData.Split(7, 20, seed: 1).Training.Classes;

        ModularAdditionData.Split(7, 20, seed: 1).Training.Classes.Should().Equal(classes);
        ModularAdditionData.Split(7, 20, seed: 2).Training.Classes.Should().NotEqual(classes);
    }

    [Fact]
    public void Draw_PointerThatWraps_MultipliesTheValuePointedAtAndTheNextOne()
    {
        PointerData data = PointerData.Draw(4000, SixteenthCode.Wraps, new Random(1));
        int[] counts = new int[16];
        for (int row = 0; row < data.Targets.Length; row++)
        {
            int position = Position(data.Inputs, row);
            counts[position - 1]++;
            data.Inputs[row, 4].Should().Be(1);
            data.Targets[row].Should().Be(Value(data.Inputs, row, position) * Value(data.Inputs, row, position == 16 ? 1 : position + 1));
        }

        counts.Should().OnlyContain(count => count > 180 && count < 320);
    }

    [Fact]
    public void Draw_PointerOfFifteenCodes_NeverPointsAtTheSixteenthValue()
    {
        PointerData data = PointerData.Draw(2000, SixteenthCode.NeverOccurs, new Random(1));

        int[] positions = [.. Enumerable.Range(0, 2000).Select(row => Position(data.Inputs, row)).Distinct().Order()];

        positions.Should().Equal(Enumerable.Range(1, 15));
    }

    // The paper: p = 1 is (-1, -1, -1, -1), p = 2 is (-1, -1, -1, 1), and so on.
    private static int Position(double[,] inputs, int row)
    {
        int code = 0;
        for (int bit = 0; bit < 4; bit++)
        {
            code = 2 * code + (inputs[row, bit] > 0 ? 1 : 0);
        }

        return code + 1;
    }

    private static double Value(double[,] inputs, int row, int position) => inputs[row, 4 + position];

    private static int OneHot(double[,] matrix, int row, int first, int count)
    {
        double[] part = [.. Enumerable.Range(first, count).Select(column => matrix[row, column])];
        part.Count(value => value == 1).Should().Be(1);
        part.Count(value => value == 0).Should().Be(count - 1);
        return Array.IndexOf(part, 1.0);
    }
}
