namespace NeuronPursuit.Tests.Architecture;

/// <summary>
/// Names whose bits depend on the processor, on the C library or on the operating system. What decides a result must not
/// use them.
/// </summary>
internal static class PortableNames
{
    /// <summary>Members of a type, where they stand behind it and a dot.</summary>
    private static readonly Dictionary<string, string[]> Members = new()
    {
        ["Math"] = ["Exp", "Log", "Log2", "Log10", "Pow", "Cbrt", "Sin", "Cos", "SinCos", "Tan", "Asin", "Acos", "Atan", "Atan2", "Sinh", "Cosh", "Tanh", "ReciprocalEstimate", "ReciprocalSqrtEstimate"],
        ["MathF"] = ["Exp", "Log", "Log2", "Log10", "Pow", "Cbrt", "Sin", "Cos", "SinCos", "Tan", "Asin", "Acos", "Atan", "Atan2", "Sinh", "Cosh", "Tanh", "ReciprocalEstimate", "ReciprocalSqrtEstimate"],
        ["TensorPrimitives"] =
        [
            "Sum", "SumOfSquares", "SumOfMagnitudes", "Dot", "Norm", "Distance", "CosineSimilarity", "Product", "ProductOfSums", "Average", "StdDev",
            "Exp", "Exp2", "Exp10", "ExpM1", "Log", "Log2", "Log10", "LogP1", "Pow", "Cbrt", "RootN", "Sigmoid", "SoftMax", "Tanh", "Sin", "Cos", "Hypot",
            "MultiplyAddEstimate", "ReciprocalEstimate", "ReciprocalSqrtEstimate",
        ],
        ["Vector"] = ["Sum", "Dot", "MultiplyAddEstimate", "Exp", "Log", "Log2", "Sin", "Cos", "Hypot"],
        ["Vector128"] = ["Sum", "Dot", "MultiplyAddEstimate", "Exp", "Log", "Log2", "Sin", "Cos", "Hypot"],
        ["Vector256"] = ["Sum", "Dot", "MultiplyAddEstimate", "Exp", "Log", "Log2", "Sin", "Cos", "Hypot"],
        ["Vector512"] = ["Sum", "Dot", "MultiplyAddEstimate", "Exp", "Log", "Log2", "Sin", "Cos", "Hypot"],
        ["double"] = ["Exp", "Exp2", "Exp10", "ExpM1", "Log", "Log2", "Log10", "LogP1", "Pow", "Cbrt", "RootN", "Sin", "Cos", "Tan", "Atan", "Tanh", "MultiplyAddEstimate"],
        ["T"] = ["Exp", "Exp2", "Exp10", "ExpM1", "Log", "Log2", "Log10", "LogP1", "Pow", "Cbrt", "RootN", "Sin", "Cos", "Tan", "Atan", "Tanh", "MultiplyAddEstimate"],
    };

    /// <summary>Where one of them is safe, and why.</summary>
    private static readonly Dictionary<(string Path, string Name), string> Exceptions = new()
    {
        [("Tensors/PortableMath.cs", "Math.Pow")] = "only of 0, 1, infinity and NaN, which the standard defines",
    };

    /// <summary>Every use of such a name, and every exception that nothing needs.</summary>
    public static IReadOnlyList<string> Violations(IReadOnlyDictionary<string, string> sources)
    {
        var used = new HashSet<(string Path, string Name)>();
        var violations = new List<string>();
        foreach ((string path, string text) in sources)
        {
            foreach (string name in Forbidden(CSharpTokens.Of(text)).Distinct())
            {
                if (Exceptions.ContainsKey((path, name)))
                {
                    used.Add((path, name));
                }
                else
                {
                    violations.Add($"{path} uses {name}");
                }
            }
        }

        return [.. violations, .. Exceptions.Keys.Except(used).Select(exception => $"{exception.Path} does not use {exception.Name}")];
    }

    private static IEnumerable<string> Forbidden(IReadOnlyList<string> tokens)
    {
        for (int i = 0; i + 2 < tokens.Count; i++)
        {
            // The vector as wide as the processor likes; Vector128 and its brothers have one width.
            if (tokens[i] == "Vector" && tokens[i + 1] == "<")
            {
                yield return "Vector<T>";
            }
            else if (tokens[i + 1] == "." && Members.TryGetValue(tokens[i], out string[]? members) && members.Contains(tokens[i + 2]))
            {
                yield return $"{tokens[i]}.{tokens[i + 2]}";
            }
        }
    }
}
