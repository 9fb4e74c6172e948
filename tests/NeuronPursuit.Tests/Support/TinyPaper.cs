namespace NeuronPursuit.Tests;

/// <summary>The paper's recipe with so few steps that a fit takes milliseconds.</summary>
internal static class TinyPaper
{
    public static NeuronPursuitBuilder Builder(double stepSize = 0.05, int steps = 200) => new NeuronPursuitBuilder()
        .WithRecipe(PursuitRecipe.Paper)
        .WithNcfMaximizer(new ProjectedGradientAscent(0.2, 50))
        .WithOptimizer(new GradientDescent(stepSize, steps));
}
