namespace NeuronPursuit.Tests;

/// <summary>z |z|, which no max(z, alpha z)^p is.</summary>
internal sealed class SignedSquare() : HomogeneousActivation(1, -1, 2);
