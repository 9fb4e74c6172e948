namespace NeuronPursuit.SampleEfficiency;

/// <summary>A table of docs/sample-efficiency.md: a name, by which the document marks its place, and its lines.</summary>
internal sealed record Section(string Name, IEnumerable<Setting> Settings)
{
    private static readonly string[] Both = ["sparse", "fast"];

    // The numbers of samples at which noise is measured: where each target is learned without noise, doubled.
    private static readonly (string Target, int Samples)[] Noisy =
        [("f1", 200), ("h1", 200), ("g1", 400), ("g2", 400), ("f2", 800), ("h2", 800)];

    public static IReadOnlyList<Section> All { get; } =
    [
        new("six", [
            .. Grid(["f1", "h1", "g1", "g2"], [50], [50, 75, 100, 200, 400, 800, 1600], Both, 20),

            // What cannot be learned takes longest: every split and round is tried in vain.
            .. Grid(["f2", "h2"], [50], [100], Both, 5),
            .. Grid(["f2", "h2"], [50], [200, 400, 800, 1600], Both, 20)]),
        new("auto", [
            .. Grid(["f1", "h1", "g1", "g2"], [50], [50, 75, 100, 200, 400, 800], ["auto"], 20),
            .. Grid(["f2", "h2"], [50], [200, 400, 800], ["auto"], 20),
            .. from place in Noisy
               select new Setting(place.Target, 50, 0.1, place.Samples, "auto", 5)]),
        new("between", [
            .. Grid(["f1", "h1"], [50], [60], ["sparse"], 20),
            .. Grid(["f2", "h2"], [50], [250], ["sparse"], 20)]),
        new("paper", Grid(["f1", "h1", "g1"], [50], [100, 200], ["paper"], 3)),
        new("inputs", [
            .. Grid(["f1", "h1", "g1", "g2"], [200], [400], ["sparse"], 20),
            .. Grid(["f1", "h1", "g1", "g2"], [1000], [400], ["sparse"], 10)]),
        new("noise", [
            .. from noise in (double[])[0.1, 0.3]
               from place in Noisy
               from recipe in Both
               select new Setting(place.Target, 50, noise, place.Samples, recipe, noise > 0.2 ? 5 : 10)]),
        new("nothing", Grid(["nothing"], [50], [200, 400], ["sparse"], 60)),
        new("dense", Grid(["dense"], [20], [200], Both, 20)),
        new("products", [
            .. Grid(["product2-square", "product3", "product3-power3"], [50], [200, 400, 800], ["sparse"], 5),
            .. Grid(["product2-square", "product3", "product3-power3"], [3], [200, 400, 800], ["sparse"], 5)]),
        new("limits", Grid(["parity5", "magnitudes"], [50], [400, 800], ["sparse"], 5)),
    ];

    public static Section Named(string name) => All.FirstOrDefault(section => section.Name == name)
        ?? throw new ArgumentException($"'{name}' is no section; {string.Join(", ", All.Select(section => section.Name))} are.");

    private static IEnumerable<Setting> Grid(string[] targets, int[] inputs, int[] samples, string[] recipes, int seeds) =>
        from target in targets
        from columns in inputs
        from count in samples
        from recipe in recipes
        select new Setting(target, columns, 0, count, recipe, seeds);
}
