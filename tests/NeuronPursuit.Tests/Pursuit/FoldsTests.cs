namespace NeuronPursuit.Tests.Pursuit;

/// <summary>How rows are dealt out, over many draws.</summary>
public class FoldsTests
{
    [Theory]
    [InlineData(7, 3)]
    [InlineData(20, 2)]
    [InlineData(40, 5)]
    [InlineData(200, 10)]
    public void ByGroup_AnyGroups_StayWholeInBalancedFolds(int groupCount, int count)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            int[] groups = Groups(random, groupCount, group => 1 + group * seed % 9);

            FoldRows[] folds = Deal(Folds.ByGroup(groups, count), groups.Length, null, (ulong)seed);

            ShouldPartition(folds, groups.Length, count);
            foreach (FoldRows fold in folds)
            {
                fold.Test.Select(row => groups[row]).Should().NotIntersectWith(fold.Training.Select(row => groups[row]));
            }

            int largest = groups.GroupBy(group => group).Max(group => group.Count());
            (folds.Max(fold => fold.Test.Length) - folds.Min(fold => fold.Test.Length)).Should().BeLessThanOrEqualTo(largest);
        }
    }

    [Fact]
    public void ByGroup_GroupsOfOneSize_AreSpreadEvenly()
    {
        string[] groups = [.. Enumerable.Range(0, 115).Select(row => $"person {row % 23}")];

        FoldRows[] folds = Deal(Folds.ByGroup(groups, 4), 115, null, 0);

        folds.Select(fold => fold.Test.Length).Should().BeEquivalentTo([30, 30, 30, 25]);
        Deal(Folds.ByGroup(groups, 4), 115, null, 1).Should().NotBeEquivalentTo(folds, "ties are drawn from the seed");
        Deal(Folds.ByGroup(groups, 4), 115, null, 0).Should().BeEquivalentTo(folds, options => options.WithStrictOrdering());
    }

    [Fact]
    public void ByGroup_ClassesThatGroupsHaveAlone_AreSpreadEvenly()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            // 60 groups of 3 rows; 12 of them are of a rare class, 4 of a very rare one.
            int[] groups = Groups(new Random(seed), 60, _ => 3);
            int[] classes = [.. groups.Select(group => group < 12 ? 1 : group < 16 ? 2 : 0)];

            FoldRows[] folds = Deal(Folds.ByGroup(groups, 4), groups.Length, classes, (ulong)seed);

            foreach (FoldRows fold in folds)
            {
                fold.Test.GroupBy(row => classes[row]).OrderBy(own => own.Key).Select(own => own.Count()).Should().Equal(33, 9, 3);
            }
        }
    }

    [Fact]
    public void ByGroup_MixedGroups_SpreadsTheRareClassBetterThanWithoutIt()
    {
        (double stratified, double plain) = (0, 0);
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            int[] groups = Groups(random, 50, _ => 2 + random.Next(12));
            double[] risk = [.. Enumerable.Range(0, 50).Select(_ => 0.4 * Math.Pow(random.NextDouble(), 2))];
            int[] classes = [.. groups.Select(group => random.NextDouble() < risk[group] ? 1 : 0)];

            stratified += Spread(Deal(Folds.ByGroup(groups), groups.Length, classes, (ulong)seed), classes);
            plain += Spread(Deal(Folds.ByGroup(groups), groups.Length, null, (ulong)seed), classes);
        }

        stratified.Should().BeLessThan(0.5 * plain);

        static double Spread(FoldRows[] folds, int[] classes)
        {
            double[] counts = [.. folds.Select(fold => (double)fold.Test.Count(row => classes[row] == 1))];
            return counts.Sum(own => Math.Abs(own - counts.Average())) / counts.Sum();
        }
    }

    [Theory]
    [InlineData(6, 5)]
    [InlineData(20, 2)]
    [InlineData(103, 7)]
    public void InTimeOrder_RowsInOrder_AreCutIntoEqualBlocks(int rows, int count)
    {
        FoldRows[] folds = Deal(Folds.InTimeOrder(count), rows, null, 0);

        folds.Should().HaveCount(count);
        for (int fold = 0; fold < count; fold++)
        {
            folds[fold].Training.Should().Equal(Enumerable.Range(0, folds[fold].Test[0]), "all that was before");
            folds[fold].Test.Length.Should().BeInRange(rows / (count + 1), (rows + count) / (count + 1));
        }

        folds.SelectMany(fold => fold.Test).Should().Equal(Enumerable.Range(folds[0].Training.Length, rows - folds[0].Training.Length));
        folds[0].Training.Length.Should().BeInRange(rows / (count + 1), (rows + count) / (count + 1));
    }

    [Fact]
    public void InTimeOrder_AnyTimes_TrainOnThePastAlone()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            int count = 2 + seed % 6;
            // Every time of 0 to count is there, and more with many rows of one time.
            DateTime[] times =
            [
                .. Enumerable.Range(0, 90 + seed)
                    .Select(row => new DateTime(2020, 1, 1).AddHours(row <= count ? row : random.Next(count + 1 + seed) * random.Next(2))),
            ];
            random.Shuffle(times);

            FoldRows[] folds = Deal(Folds.InTimeOrder(times, count), times.Length, null, 0);

            folds.Should().HaveCount(count);
            foreach (FoldRows fold in folds)
            {
                fold.Training.Max(row => times[row]).Should().BeBefore(fold.Test.Min(row => times[row]));
                fold.Training.Should().HaveCount(times.Count(time => time < fold.Test.Min(row => times[row])), "nothing of the past is left out");
                fold.Training.Should().BeInAscendingOrder();
                fold.Test.Should().BeInAscendingOrder();
            }

            for (int fold = 1; fold < count; fold++)
            {
                folds[fold].Training.Should().BeEquivalentTo(folds[fold - 1].Training.Concat(folds[fold - 1].Test), "blocks follow each other");
            }

            folds[^1].Training.Concat(folds[^1].Test).Order().Should().Equal(Enumerable.Range(0, times.Length));
        }
    }

    [Fact]
    public void InTimeOrder_DifferentTimes_AreTheRowsInTheirOrder()
    {
        for (int seed = 0; seed < 10; seed++)
        {
            int[] order = [.. Enumerable.Range(0, 50)];
            new Random(seed).Shuffle(order);
            double[] times = new double[50];
            for (int i = 0; i < 50; i++)
            {
                times[order[i]] = Math.Sqrt(i) - 3;
            }

            FoldRows[] folds = Deal(Folds.InTimeOrder(times, 4), 50, null, 0);

            FoldRows[] sorted = Deal(Folds.InTimeOrder(4), 50, null, 0);
            for (int fold = 0; fold < 4; fold++)
            {
                folds[fold].Test.Should().Equal(sorted[fold].Test.Select(i => order[i]).Order());
                folds[fold].Training.Should().Equal(sorted[fold].Training.Select(i => order[i]).Order());
            }
        }
    }

    [Fact]
    public void InTimeOrder_Strings_AreInOrdinalOrderWhateverTheCulture()
    {
        // A culture puts "a" before "B", and ordinal order behind.
        FoldRows[] folds = Deal(Folds.InTimeOrder(["a", "B", "C"], 2), 3, null, 0);

        folds.Select(fold => fold.Test.Single()).Should().Equal(2, 0);
    }

    [Fact]
    public void Folds_OfOtherRowsOrTooMany_SayWhatToDo()
    {
        void Fails(Action action, string message) => action.Should().Throw<ArgumentException>().WithMessage(message);

        Fails(() => Folds.Random(1), "There must be at least 2 folds.*");
        Fails(() => Folds.ByGroup([1, 2], 1), "There must be at least 2 folds.*");
        Fails(() => Folds.InTimeOrder(0), "There must be at least 2 folds.*");
        Fails(() => Folds.InTimeOrder([1, 2, 3], -1), "There must be at least 2 folds.*");
        Fails(() => Folds.ByGroup<string>(["a", null!]), "groups?1? is null (row 1, counted from 0)*one of their own*");
        Fails(() => Folds.InTimeOrder([1, double.NaN]), "times?1? is NaN (row 1, counted from 0)*Leave the row out*");
        Fails(() => Folds.InTimeOrder<string>(["a", null!]), "times?1? is null *");
        Fails(() => Deal(Folds.ByGroup([1, 2, 3], 2), 4, null, 0), "groups has 3 values but X has 4 rows. Pass one group per row of X.*");
        Fails(() => Deal(Folds.InTimeOrder([1, 2, 3], 2), 4, null, 0), "times has 3 values but X has 4 rows. Pass one time per row of X.*");
        Fails(() => Deal(Folds.ByGroup([1, 2, 1], 3), 3, null, 0), "groups holds 2 different groups in 3 rows, but there are 3 folds. Use fewer folds*");
        Fails(() => Deal(Folds.InTimeOrder([1, 2, 2, 1], 2), 4, null, 0), "times holds 2 different times in 4 rows, but 2 folds*take 3 blocks*Use fewer folds*");
        Fails(() => Deal(Folds.InTimeOrder(5), 5, null, 0), "There are 5 rows, but 5 folds in order of time take 6 blocks. Use fewer folds.*");
        Fails(() => Deal(Folds.Random(5), 4, null, 0), "There must be at least 2 folds and at most one per row (4).*");
        FluentActions.Invoking(() => Folds.ByGroup<int>(null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => Folds.InTimeOrder<int>(null!)).Should().Throw<ArgumentNullException>();
        Folds.Random().Count.Should().Be(5);
    }

    [Fact]
    public void Folds_GroupsThatChangeLater_AreThoseOfTheirTime()
    {
        int[] groups = [.. Enumerable.Range(0, 30).Select(row => row % 6)];
        Folds folds = Folds.ByGroup(groups, 3);
        FoldRows[] before = Deal(folds, 30, null, 0);

        Array.Clear(groups);

        Deal(folds, 30, null, 0).Should().BeEquivalentTo(before, options => options.WithStrictOrdering());
    }

    private static FoldRows[] Deal(Folds folds, int rows, int[]? classes, ulong seed) =>
        folds.Deal(new FoldTable(rows, [.. Enumerable.Range(0, rows)], classes, seed));

    private static int[] Groups(Random random, int count, Func<int, int> size)
    {
        int[] groups = [.. Enumerable.Range(0, count).SelectMany(group => Enumerable.Repeat(group, size(group)))];
        random.Shuffle(groups);
        return groups;
    }

    private static void ShouldPartition(FoldRows[] folds, int rows, int count)
    {
        folds.Should().HaveCount(count).And.OnlyContain(fold => fold.Test.Length > 0);
        folds.SelectMany(fold => fold.Test).Order().Should().Equal(Enumerable.Range(0, rows));
        foreach (FoldRows fold in folds)
        {
            fold.Test.Should().BeInAscendingOrder();
            fold.Training.Should().Equal(Enumerable.Range(0, rows).Except(fold.Test));
        }
    }
}
