namespace NeuronPursuit;

/// <summary>A circle of a drawn network.</summary>
/// <param name="Layer">0 for inputs, then hidden layers, last the outputs.</param>
/// <param name="Index">Which one of its layer, from 0, those that are left out included.</param>
/// <param name="Name">What it is called.</param>
/// <param name="IsNewest">Whether it came last.</param>
/// <param name="X">The middle, in pixels from the left of the drawing.</param>
/// <param name="Y">The middle, in pixels from its top.</param>
internal sealed record NetworkNode(int Layer, int Index, string Name, bool IsNewest, float X, float Y);

/// <summary>A line of a drawn network.</summary>
/// <param name="From">The node on the input side.</param>
/// <param name="To">The node on the output side.</param>
/// <param name="Weight">The weight between them.</param>
/// <param name="Width">In pixels.</param>
internal sealed record NetworkEdge(NetworkNode From, NetworkNode To, double Weight, float Width);

/// <summary>Where the circles and lines of a drawn network are, and what was left out.</summary>
internal sealed class NetworkLayout
{
    /// <summary>Weights below this part of the largest of their matrix are not drawn.</summary>
    public const double Negligible = 0.02;

    public const float Header = 26;
    private const float LargestRadius = 15;
    private const float ThinnestLine = 0.6f;
    private const float ThickestLine = 5.5f;
    private const int MostLines = 500;

    /// <param name="model">The model.</param>
    /// <param name="options">Which network, names, how many nodes; checked.</param>
    /// <param name="width">Of the drawing.</param>
    /// <param name="height">From the longest layer, which is passed on, to the height of the drawing.</param>
    /// <param name="measure">The width of a name in pixels.</param>
    public NetworkLayout(
        NeuronPursuitModel model, PlotOptions options, float width, Func<int, float> height, Func<string, float> measure)
    {
        PursuitNetwork network = PlotOptionsChecks.RequireNetwork(model, options);
        double[][,] weights = [.. Enumerable.Range(0, network.Depth).Select(network.GetWeights)];
        double[][] strengths = NodeStrengths.Of(network, weights);
        int[][] shown = Shown(strengths, options.MaxNodes);
        Total = [.. strengths.Select(layer => layer.Length)];
        Silent = strengths[0].Count(strength => strength == 0);
        int most = shown.Max(layer => layer.Length);
        Height = height(most);
        Radius = Math.Clamp((Height - Header) / most * 0.36f, 2.5f, Math.Min(LargestRadius, width / (network.Depth + 1) * 0.22f));
        string[][] names = [.. shown.Select((layer, index) => Names(model, options, index, network.Depth, layer))];
        LeftRoom = Math.Min(width * 0.26f, names[0].Max(measure) + 8);
        RightRoom = Math.Min(width * 0.22f, names[^1].Max(measure) + 8);
        int[] newest = NewestNeurons.CountPerLayer(model, options.Network);
        Layers = [.. shown.Select((layer, index) => Place(index, layer, names[index], index == 0 || index == network.Depth ? 0 : newest[index - 1], width))];
        (Edges, FadedCount, ThinnedCount) = Connect(weights);
    }

    /// <summary>The nodes that are shown, layer by layer.</summary>
    public IReadOnlyList<IReadOnlyList<NetworkNode>> Layers { get; }

    /// <summary>The lines, thin ones first, so that thick ones lie above.</summary>
    public IReadOnlyList<NetworkEdge> Edges { get; }

    /// <summary>How many nodes each layer has.</summary>
    public IReadOnlyList<int> Total { get; }

    /// <summary>Inputs without any influence.</summary>
    public int Silent { get; }

    /// <summary>Weights between shown nodes that are not 0 but too small to be drawn.</summary>
    public int FadedCount { get; }

    /// <summary>Further weights that are not drawn because there are so many.</summary>
    public int ThinnedCount { get; }

    public float Radius { get; }

    public float Height { get; }

    /// <summary>What names of inputs have to the left of their circles.</summary>
    public float LeftRoom { get; }

    /// <summary>What names of outputs have to the right of theirs.</summary>
    public float RightRoom { get; }

    private static int[][] Shown(double[][] strengths, int most)
    {
        int[][] shown = [.. strengths.Select(layer => NodeStrengths.Strongest(layer, most))];

        // Inputs that nothing comes from only take room, where there are some that matter.
        int[] heard = [.. shown[0].Where(input => strengths[0][input] > 0)];
        if (strengths[0].Length > most && heard.Length > 0)
        {
            shown[0] = heard;
        }

        return shown;
    }

    private static string[] Names(NeuronPursuitModel model, PlotOptions options, int layer, int depth, int[] nodes)
    {
        if (layer == 0)
        {
            IReadOnlyList<string> columns = PlotOptionsChecks.Columns(model, options.ColumnNames);
            return [.. nodes.Select(input => PlotOptionsChecks.InputName(model.NetworkInputs[input], columns))];
        }

        IReadOnlyList<string> outputs = PlotOptionsChecks.Outputs(model, options.OutputNames);
        return [.. nodes.Select(node => layer == depth ? outputs[node] : PlotOptionsChecks.NeuronName(layer - 1, node))];
    }

    private NetworkNode[] Place(int layer, int[] nodes, string[] names, int newest, float width)
    {
        float left = LeftRoom + Radius + 2;
        float right = width - RightRoom - Radius - 2;
        float x = left + ((right - left) * layer / (Total.Count - 1));
        float step = (Height - Header) / Math.Max(nodes.Length, 1);
        step = Math.Min(step, Math.Max(Radius * 3.6f, 26));
        float top = Header + ((Height - Header - (step * nodes.Length)) / 2) + (step / 2);
        return [.. nodes.Select((node, place) =>
            new NetworkNode(layer, node, names[place], node >= Total[layer] - newest, x, top + (place * step)))];
    }

    private (NetworkEdge[] Edges, int Faded, int Thinned) Connect(double[][,] weights)
    {
        var edges = new List<NetworkEdge>();
        int faded = 0;
        for (int layer = 0; layer < weights.Length; layer++)
        {
            double largest = weights[layer].Cast<double>().Max(Math.Abs);
            foreach (NetworkNode to in Layers[layer + 1])
            {
                foreach (NetworkNode from in Layers[layer])
                {
                    double weight = weights[layer][to.Index, from.Index];
                    double share = largest > 0 ? Math.Abs(weight) / largest : 0;
                    if (share >= Negligible)
                    {
                        edges.Add(new NetworkEdge(from, to, weight, ThinnestLine + ((ThickestLine - ThinnestLine) * (float)share)));
                    }
                    else if (weight != 0)
                    {
                        faded++;
                    }
                }
            }
        }

        NetworkEdge[] ordered = [.. edges.OrderBy(edge => edge.Width)];
        int thinned = Math.Max(0, ordered.Length - MostLines);
        return (ordered[thinned..], faded, thinned);
    }
}
