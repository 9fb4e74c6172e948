using System.CommandLine;

namespace NeuronPursuit;

/// <summary>A local page on which a network grows.</summary>
internal static class StudioCommand
{
    public static Command Create(ToolConsole console)
    {
        return new ToolCommand("studio", "Open a local page: choose a target, watch the network grow, ask it.", "neuron-pursuit studio flats.csv");
    }
}
