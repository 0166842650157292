/// The report's style: light or dark like the reader's system, one column on a phone, black on white in print.
enum PageStyle {
  static let sheet = """
    :root { color-scheme: light dark; --paper: #fff; --ink: #1b1d21; --soft: #5c626b; --line: #d9dce1; --panel: #f6f7f8; }
    @media (prefers-color-scheme: dark) {
      :root { --paper: #15171a; --ink: #e8eaed; --soft: #a3a9b2; --line: #33373d; --panel: #1d2024; }
    }
    * { box-sizing: border-box; }
    body { margin: 0 auto; max-width: 72rem; padding: 1.5rem 1rem 4rem; background: var(--paper); color: var(--ink);
      font: 16px/1.5 system-ui, sans-serif; }
    h1 { font-size: 1.9rem; line-height: 1.2; margin: 0; }
    h2 { font-size: 1.3rem; margin: 2.6rem 0 .6rem; padding-top: .8rem; border-top: 1px solid var(--line); }
    h3 { font-size: 1.05rem; margin: 1.6rem 0 .4rem; }
    p { margin: .4rem 0; }
    .lead, .note, figcaption { color: var(--soft); }
    .note, figcaption, caption, summary { font-size: .88rem; }
    nav { margin: .8rem 0 0; }
    nav a { margin-right: 1rem; }
    a { color: inherit; }
    .counts { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1rem 0; padding: 0; list-style: none; }
    .counts li { background: var(--panel); border: 1px solid var(--line); border-radius: .4rem; padding: .35rem .8rem; }
    .counts b { font-size: 1.15rem; }
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
    svg { width: 100%; height: auto; display: block; }
    .pictures { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start; }
    .pictures figure { margin: 0; max-width: 100%; }
    .pictures img { display: block; max-width: 100%; height: auto; image-rendering: pixelated; border-radius: .2rem; }
    @media print {
      :root { color-scheme: light; --paper: #fff; --ink: #000; --soft: #444; --line: #bbb; --panel: #fff; }
      body { max-width: none; padding: 0; font-size: 11pt; }
      nav { display: none; }
      figure, .charts > svg, tr { break-inside: avoid; }
      h2, h3, p.note { break-after: avoid; }
      .wide { overflow: visible; }
    }
    """
}
