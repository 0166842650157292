/// The style of reports and dashboards: light or dark like the reader's system, one column on a phone, black on white in
/// print.
enum PageStyle {
  static let sheet = """
    :root { color-scheme: light dark; --paper: #fff; --ink: #1b1d21; --soft: #5c626b; --line: #d9dce1; --panel: #f6f7f8; --bad: #b3261e; }
    @media (prefers-color-scheme: dark) {
      :root { --paper: #15171a; --ink: #e8eaed; --soft: #a3a9b2; --line: #33373d; --panel: #1d2024; --bad: #ff8a80; }
    }
    * { box-sizing: border-box; }
    body { margin: 0 auto; max-width: 90rem; padding: 1.5rem 1rem 4rem; background: var(--paper); color: var(--ink);
      font: 16px/1.5 system-ui, sans-serif; }
    h1 { font-size: 1.9rem; line-height: 1.2; margin: 0; }
    h2 { font-size: 1.3rem; margin: 2.6rem 0 .6rem; padding-top: .8rem; border-top: 1px solid var(--line); }
    h3 { font-size: 1.05rem; margin: 1.6rem 0 .4rem; }
    p { margin: .4rem 0; }
    p, figcaption, pre { max-width: 72rem; }
    .lead, .note, figcaption { color: var(--soft); }
    .note, figcaption, caption, summary { font-size: .88rem; }
    nav .wide { margin: .8rem 0 0; }
    nav a { display: inline-block; margin-right: 1rem; }
    nav a[aria-current] { font-weight: 600; text-decoration: none; border-bottom: 2px solid currentColor; }
    a { color: inherit; }
    :focus-visible { outline: 2px solid #1a7fc1; outline-offset: 2px; }
    form { display: flex; flex-wrap: wrap; gap: .4rem 1rem; align-items: baseline; margin: 1rem 0 0; font-size: .88rem; }
    select, button, input { font: inherit; color: inherit; background: var(--panel); border: 1px solid var(--line);
      border-radius: .3rem; padding: .1rem .4rem; max-width: 16rem; }
    progress { width: 100%; height: .5rem; accent-color: #1a7fc1; }
    h2.first { margin-top: 1.2rem; }
    pre { background: var(--panel); padding: .6rem; overflow-x: auto; font-size: .82rem; white-space: pre-wrap;
      overflow-wrap: anywhere; }
    td a { text-decoration: none; }
    td a:hover { text-decoration: underline; }
    svg.strip { display: inline-block; margin-left: .5rem; vertical-align: middle; }
    .strip path { stroke: currentColor; stroke-opacity: .45; stroke-width: 5; stroke-linecap: round; fill: none; }
    .sortable thead th { cursor: pointer; }
    th[aria-sort=ascending]::after { content: " ▲"; }
    th[aria-sort=descending]::after { content: " ▼"; }
    body[data-live=off]::before { content: "Not connected: what is shown may be old."; display: block;
      color: var(--bad); }
    .lit [data-arm]:not(.on) { opacity: .15; }
    .lit tr[data-arm]:not(.on) { opacity: .5; }
    #tip { position: fixed; z-index: 1; max-width: 20rem; background: var(--panel); border: 1px solid var(--soft);
      border-radius: .3rem; padding: .3rem .6rem; font-size: .82rem; pointer-events: none; }
    #tip div:first-child { font-weight: 600; }
    .counts { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1rem 0; padding: 0; list-style: none; }
    .counts li { background: var(--panel); border: 1px solid var(--line); border-radius: .4rem; padding: .35rem .8rem; }
    .counts b { font-size: 1.15rem; }
    p.bad { color: var(--bad); }
    .counts a { text-decoration: none; }
    .counts .bad { border-color: var(--bad); }
    .counts .bad b { color: var(--bad); }
    .wide { overflow-x: auto; margin: .8rem 0; }
    table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .95rem; }
    caption { text-align: left; font-weight: 600; padding: .3rem 0; }
    th, td { padding: .3rem .8rem; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--line); }
    th:first-child, th.text { text-align: left; }
    td.long { white-space: normal; text-align: left; overflow-wrap: anywhere; }
    thead th { border-bottom: 2px solid var(--soft); }
    td small { color: var(--soft); font-size: .85em; }
    details { margin: .6rem 0; }
    summary { cursor: pointer; color: var(--soft); }
    .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); gap: 1.2rem; }
    .charts.single { display: block; max-width: 52rem; }
    figure { margin: 0 0 1.6rem; }
    svg { display: block; }
    .halo { paint-order: stroke; stroke: var(--paper); stroke-width: 3px; stroke-linejoin: round; }
    .charts svg { width: 100%; height: auto; min-width: 20rem; }
    .charts .wide, .panels .wide { margin: 0; }
    .panels { display: flex; flex-wrap: wrap; gap: 1.2rem; align-items: flex-start; }
    .panels > *, .charts > * { max-width: 100%; min-width: 0; }
    .wide.scrolls::before { content: "Scroll sideways →"; position: sticky; left: 0; font-size: .8rem;
      color: var(--soft); }
    nav .wide.scrolls::before { display: block; width: max-content; }
    .wide th[scope=row] { position: sticky; left: 0; background: var(--paper); }
    .pictures { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start; }
    .pictures figure { margin: 0; max-width: 100%; }
    .pictures img { display: block; max-width: 100%; height: auto; image-rendering: pixelated; border-radius: .2rem; }
    @media (max-width: 40rem) {
      nav { white-space: nowrap; }
      th, td { padding: .3rem .5rem; }
      thead th:first-child { white-space: normal; }
    }
    @media (prefers-reduced-motion: no-preference) { [data-arm] { transition: opacity .15s; } }
    @media (forced-colors: active) { .strip path { stroke: CanvasText; } }
    @media print {
      :root { color-scheme: light; --paper: #fff; --ink: #000; --soft: #444; --line: #bbb; --panel: #fff; }
      body { max-width: none; padding: 0; font-size: 11pt; }
      nav { display: none; }
      form, button, #tip, .wide.scrolls::before { display: none; }
      .charts { display: block; }
      .chart, tr { break-inside: avoid; }
      h2, h3, p.note { break-after: avoid; }
      .wide { overflow: visible; }
      svg { max-width: 100%; height: auto; }
      .charts svg { min-width: 0; max-width: 34rem; }
      table { font-size: 8.5pt; }
      th, td { padding: .2rem .45rem; }
      summary { display: none; }
    }
    """
}
