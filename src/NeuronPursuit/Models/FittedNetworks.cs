using System.Buffers;
using System.Runtime.CompilerServices;

namespace NeuronPursuit;

/// <summary>
/// Trained networks together with what stands between them and the caller's units. A prediction is the mean over the
/// networks; each one's outputs leave the units of the target's scaling and pass the link before.
/// </summary>
internal sealed class FittedNetworks
{
    private const int StackLimit = 512;

    private readonly SamplePredictor[] _predictors;

    /// <param name="networks">At least one; all with the same inputs and outputs, whatever lies in between.</param>
    /// <param name="preprocessing">Shared by all.</param>
    /// <param name="link">What an output means.</param>
    public FittedNetworks(
        IReadOnlyList<Network> networks, ModelPreprocessing preprocessing, OutputLink link = OutputLink.Identity)
    {
        foreach (Network network in networks)
        {
            if (network.Shape.InputCount != preprocessing.NetworkInputCount
                || network.Shape.OutputCount != networks[0].Shape.OutputCount)
            {
                throw new ArgumentException(
                    $"A network has {network.Shape.InputCount} inputs and {network.Shape.OutputCount} outputs; {preprocessing.NetworkInputCount} and {networks[0].Shape.OutputCount} were expected.");
            }
        }

        (Networks, Preprocessing, Link) = ([.. networks], preprocessing, link);
        _predictors = [.. Networks.Select(network => new SamplePredictor(network))];
    }

    public FittedNetworks(Network network, ModelPreprocessing preprocessing)
        : this([network], preprocessing)
    {
    }

    public IReadOnlyList<Network> Networks { get; }

    public ModelPreprocessing Preprocessing { get; }

    public OutputLink Link { get; }

    public int InputCount => Preprocessing.Inputs.SourceCount;

    public int OutputCount => Networks[0].Shape.OutputCount;

    /// <summary>Outputs of all networks together.</summary>
    public int MemberOutputCount => Networks.Count * OutputCount;

    /// <summary>The same networks without the curves of their targets.</summary>
    public FittedNetworks BeforeCurves() => Preprocessing.Curves is null ? this : new(Networks, Preprocessing with { Curves = null }, Link);

    /// <summary>Predicts one sample in the caller's units.</summary>
    /// <param name="x">The caller's values.</param>
    /// <param name="outputs">Receives the means over the networks.</param>
    /// <param name="spread">Receives the standard deviations over the networks; empty if not wanted.</param>
    [SkipLocalsInit]
    public void Predict(ReadOnlySpan<double> x, Span<double> outputs, Span<double> spread = default)
    {
        int inputCount = Preprocessing.NetworkInputCount;
        bool prepare = Preprocessing.Intercept || !Preprocessing.Inputs.IsIdentity;
        int preparedCount = prepare ? inputCount : 0;
        int needed = preparedCount + MemberOutputCount;
        double[]? rented = null;
        Span<double> buffer = needed <= StackLimit
            ? stackalloc double[StackLimit]
            : (rented = ArrayPool<double>.Shared.Rent(needed));
        Span<double> members = buffer.Slice(preparedCount, MemberOutputCount);
        scoped ReadOnlySpan<double> inputs = x;
        if (prepare)
        {
            Preprocessing.Inputs.Apply(x, buffer);
            if (Preprocessing.Intercept)
            {
                buffer[inputCount - 1] = 1;
            }

            inputs = buffer[..inputCount];
        }

        for (int member = 0; member < _predictors.Length; member++)
        {
            _predictors[member].Predict(inputs, members.Slice(member * OutputCount, OutputCount));
        }

        Combine(members, outputs, spread);
        if (rented is not null)
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    /// <summary>From what the networks put out for one sample to the prediction.</summary>
    /// <param name="members">The outputs of one network after the other; overwritten.</param>
    /// <param name="outputs">Receives the means.</param>
    /// <param name="spread">Receives the standard deviations; empty if not wanted.</param>
    public void Combine(Span<double> members, Span<double> outputs, Span<double> spread)
    {
        int count = outputs.Length;
        for (int start = 0; start < members.Length; start += count)
        {
            Span<double> member = members.Slice(start, count);
            if (Preprocessing.Targets is { } targets)
            {
                targets.Undo(member);
            }

            OutputLinks.Apply(Link, member);
            Preprocessing.PassCurves(member);
        }

        for (int k = 0; k < count; k++)
        {
            double sum = members[k];
            for (int place = k + count; place < members.Length; place += count)
            {
                sum += members[place];
            }

            outputs[k] = sum / _predictors.Length;
        }

        for (int k = 0; k < spread.Length; k++)
        {
            double squares = 0;
            for (int place = k; place < members.Length; place += count)
            {
                double difference = members[place] - outputs[k];
                squares += difference * difference;
            }

            spread[k] = Math.Sqrt(squares / _predictors.Length);
        }
    }
}
