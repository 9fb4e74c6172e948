namespace NeuronPursuit;

/// <summary>The style sheet of a report: light, dark and print, for any width.</summary>
internal static class ReportStyle
{
    public const string Css =
        """
        :root { color-scheme: light dark; --ground: #f4f5f6; --card: #ffffff; --ink: #1f2328; --quiet: #59616a; --line: #d9dde1; --accent: #0b559f; --bar: #0b559f; --wrong: #d55e00; }
        @media screen and (prefers-color-scheme: dark) {
          :root { --ground: #131518; --card: #1c1f23; --ink: #e8eaec; --quiet: #aab1b8; --line: #363c43; --accent: #86c8fa; --bar: #56b4e9; --wrong: #f0843c; }
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
        body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; overflow-wrap: break-word; }
        main { max-width: 808px; margin: 0 auto; padding: 2rem 1rem 4rem; }
        h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem; overflow-wrap: anywhere; }
        h2 { font-size: 1.25rem; line-height: 1.3; margin: 0 0 .75rem; }
        h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
        p { margin: .5rem 0; max-width: 72ch; }
        .lead { font-size: 1.05rem; }
        .quiet, figcaption, caption { color: var(--quiet); font-size: .9rem; }
        nav ul { list-style: none; margin: 1rem 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; }
        a { color: var(--accent); }
        section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1.25rem 1.5rem; margin: 1.25rem 0; min-width: 0; }
        figure { margin: .5rem 0 1rem; }
        figure img { display: block; max-width: 100%; height: auto; margin: 0 auto; }
        figcaption { margin-top: .25rem; max-width: 72ch; }
        .scroll { overflow-x: auto; max-width: 100%; margin: .75rem 0; }
        pre { background: var(--ground); border: 1px solid var(--line); border-radius: 6px; padding: .75rem 1rem; font: .85rem/1.6 ui-monospace, "DejaVu Sans Mono", Consolas, monospace; max-height: 32rem; overflow-y: auto; }
        table { border-collapse: collapse; width: 100%; font-size: .88rem; font-variant-numeric: tabular-nums; }
        caption { text-align: left; padding-bottom: .35rem; }
        th, td { text-align: left; padding: .3rem .7rem .3rem 0; border-top: 1px solid var(--line); white-space: nowrap; font-weight: 400; vertical-align: middle; }
        thead th { color: var(--quiet); border-top: 0; }
        .number { text-align: right; }
        td:last-child, th:last-child { padding-right: 0; }
        .wrap td, .wrap th { white-space: normal; vertical-align: top; }
        .bar { display: block; height: .75rem; min-width: 1px; background: var(--bar); border-radius: 2px; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        th[scope="row"]:has(+ .track) { white-space: normal; overflow-wrap: anywhere; min-width: 6rem; }
        .track { width: 40%; min-width: 5rem; }
        .right, .wrong { display: block; margin: -.3rem 0 -.3rem .35rem; padding: .3rem .45rem; border-radius: 3px; }
        .right { background: color-mix(in srgb, var(--bar) calc(.5 * var(--part)), transparent); }
        .wrong { background: color-mix(in srgb, var(--wrong) calc(.6 * var(--part)), transparent); }
        .right, .wrong { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        .facts { margin: .5rem 0; }
        .facts div { display: grid; grid-template-columns: 12.5rem minmax(0, 1fr); gap: 0 1rem; padding: .3rem 0; border-top: 1px solid var(--line); }
        .facts div:first-child { border-top: 0; }
        .facts dt { color: var(--quiet); overflow-wrap: anywhere; }
        .facts dd { margin: 0; overflow-wrap: anywhere; }
        details { margin: .75rem 0; }
        summary { cursor: pointer; color: var(--accent); }
        @media (max-width: 759px) {
          main { padding: 1.25rem .75rem 3rem; }
          section { padding: 1rem .75rem; border-radius: 8px; }
          .facts div { grid-template-columns: minmax(0, 1fr); }
        }
        @media print {
          :root { --ground: #ffffff; color-scheme: light; }
          main { max-width: none; padding: 0; }
          nav { display: none; }
          section { border: 0; padding: 0; margin: 1.5rem 0; }
          figure, tr, .facts div { break-inside: avoid; }
          h2, h3 { break-after: avoid; }
          pre { max-height: none; white-space: pre-wrap; overflow: visible; }
          .scroll { overflow: visible; }
          th, td { white-space: normal; }
        }
        """;
}
