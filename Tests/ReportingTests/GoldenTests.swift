import Plans
import Reporting
import ResultsTestSupport
import Testing
import Trials

/// Whole outputs, letter by letter.
@Suite struct GoldenTests {
  private func mixed(_ format: TableFormat) throws -> String {
    let sweep = mixedSweep()
    return try Table(of: sweep.plan, metrics: sweep.metrics).rendered(as: format)
  }

  /// Three axes, one of them a facet; a part of the grid left out; a cell in which everything diverged.
  private func faceted(_ format: TableFormat) throws -> String {
    let semantics = Axis(name: "semantics", values: [.text("published"), .text("corrected")])
    var sweep = SampleSweep(
      samplePlan(
        axes: [semantics, normalizations("ln", "rn_x"), classes(0, 7)], seeds: [1, 2], columns: "classes",
        leavingOut: { $0["semantics"] == .text("corrected") && $0["normalization"] == .text("ln") }))
    sweep.set(["semantics": .text("published"), "normalization": .text("ln"), "classes": .integer(0)], [1, 2])
    sweep.set(
      ["semantics": .text("corrected"), "normalization": .text("rn_x"), "classes": .integer(7)], [.nan, -.infinity])
    return try Table(of: sweep.plan, metrics: sweep.metrics).rendered(as: format)
  }

  @Test func mixedText() throws {
    let text = try mixed(.text)
    #expect(
      text
        == #"""
        toy-sweep: testError (%) ↓

        ┌─────────────────────────┬─────────────────┬──────────────────────────────┐
        │ normalization \ classes │               0 │                            7 │
        ├─────────────────────────┼─────────────────┼──────────────────────────────┤
        │ none                    │ 4.60±0.13       │ 70.00±0.00                   │
        │ ln                      │ 3.00±0.00       │ 41.50      (n=1)             │
        │ rn                      │ 3.00±0.32       │ 61.00±0.58 (2 of 5 diverged) │
        │ sn                      │ 0.25±0.25 (n=2) │     —                        │
        └─────────────────────────┴─────────────────┴──────────────────────────────┘

        Mean ± standard error over 5 seeds (1–5); lower is better.
        28 of 40 trials done.
        ! 2 results diverged: means and comparisons are over the others, and no such cell is marked alone.
        ! 3 of 8 cells incomplete: their n is shown, and none is marked alone.
        ! No column has marks: no difference can reach α = 0.05 at n = 5 among 6 pairs; 8 seeds could.
        Sweep 9d76a3a5.

        """#)
  }

  @Test func mixedMarkdown() throws {
    let text = try mixed(.markdown)
    #expect(
      text
        == #"""
        **toy-sweep: testError (%) ↓**

        | normalization \\ classes | 0 | 7 |
        |---|--:|--:|
        | none | 4.60±0.13 | 70.00±0.00 |
        | ln | 3.00±0.00 | 41.50 (n=1) |
        | rn | 3.00±0.32 | 61.00±0.58 (2 of 5 diverged) |
        | sn | 0.25±0.25 (n=2) | — |

        Mean ± standard error over 5 seeds (1–5); lower is better. 28 of 40 trials done. 2 results diverged: means and comparisons are over the others, and no such cell is marked alone. 3 of 8 cells incomplete: their n is shown, and none is marked alone. No column has marks: no difference can reach α = 0.05 at n = 5 among 6 pairs; 8 seeds could. Sweep 9d76a3a5.

        """#)
  }

  @Test func mixedLaTeX() throws {
    let text = try mixed(.latex)
    #expect(
      text
        == #"""
        % Needs \usepackage{booktabs} and, of version 3, \usepackage{siunitx}.
        \begin{table}
        \centering
        \caption{toy-sweep: testError in \% (lower is better), mean $\pm$ standard error over 5 seeds (1--5).}
        \label{tab:toy-sweep-testError}
        \par\smallskip
        \small
        \setlength{\tabcolsep}{4pt}
        \sisetup{mode=text, reset-text-series=false, table-alignment=right}
        \begin{tabular}{lS[table-format=1.2]@{\,}lS[table-format=2.2]@{\,}l}
        \toprule
         & \multicolumn{4}{c}{classes} \\
        \cmidrule(lr){2-5}
        normalization & \multicolumn{2}{c}{0} & \multicolumn{2}{c}{7} \\
        \midrule
        none & 4.60 & $\pm$\,0.13 & 70.00 & $\pm$\,0.00 \\
        ln & 3.00 & $\pm$\,0.00 & 41.50 & $^{\mathrm{a}}$ \\
        rn & 3.00 & $\pm$\,0.32 & 61.00 & $\pm$\,0.58$^{\mathrm{b}}$ \\
        sn & 0.25 & $\pm$\,0.25$^{\mathrm{c}}$ & {---} &  \\
        \bottomrule
        \end{tabular}
        \par\smallskip
        \begin{minipage}{\linewidth}\footnotesize
        \textsuperscript{a} n=1.
        \textsuperscript{b} 2 of 5 diverged.
        \textsuperscript{c} n=2.
        28 of 40 trials done.
        2 results diverged: means and comparisons are over the others, and no such cell is marked alone.
        3 of 8 cells incomplete: their n is shown, and none is marked alone.
        No column has marks: no difference can reach $\alpha$ = 0.05 at n = 5 among 6 pairs; 8 seeds could.
        Sweep 9d76a3a5.
        \end{minipage}
        \end{table}

        """#)
  }

  @Test func mixedCSV() throws {
    let text = try mixed(.csv)
    #expect(
      text
        == #"""
        normalization,classes,metric,mean,standardError,n,planned,diverged,best,seed 1,seed 2,seed 3,seed 4,seed 5
        none,0,testError,4.6,0.12747548783981963,5,5,0,false,4.5,4.75,5.0,4.25,4.5
        none,7,testError,70.0,0.0,5,5,0,false,70.0,70.0,70.0,70.0,70.0
        ln,0,testError,3.0,0.0,5,5,0,false,3.0,3.0,3.0,3.0,3.0
        ln,7,testError,41.5,,1,5,0,false,41.5,,,,
        rn,0,testError,3.0,0.31622776601683794,5,5,0,false,3.0,2.0,4.0,3.0,3.0
        rn,7,testError,61.0,0.5773502691896258,3,5,2,false,60.0,62.0,nan,61.0,nan
        sn,0,testError,0.25,0.25,2,5,0,false,0.0,0.5,,,
        sn,7,testError,,,0,5,0,false,,,,,

        """#)
  }

  @Test func mixedJSON() throws {
    let text = try mixed(.json)
    #expect(
      text
        == #"""
        [
          {"normalization": "none", "classes": 0, "metric": "testError", "mean": 4.6, "standardError": 0.12747548783981963, "n": 5, "planned": 5, "diverged": 0, "best": false, "samples": {"1": 4.5, "2": 4.75, "3": 5.0, "4": 4.25, "5": 4.5}},
          {"normalization": "none", "classes": 7, "metric": "testError", "mean": 70.0, "standardError": 0.0, "n": 5, "planned": 5, "diverged": 0, "best": false, "samples": {"1": 70.0, "2": 70.0, "3": 70.0, "4": 70.0, "5": 70.0}},
          {"normalization": "ln", "classes": 0, "metric": "testError", "mean": 3.0, "standardError": 0.0, "n": 5, "planned": 5, "diverged": 0, "best": false, "samples": {"1": 3.0, "2": 3.0, "3": 3.0, "4": 3.0, "5": 3.0}},
          {"normalization": "ln", "classes": 7, "metric": "testError", "mean": 41.5, "standardError": null, "n": 1, "planned": 5, "diverged": 0, "best": false, "samples": {"1": 41.5}},
          {"normalization": "rn", "classes": 0, "metric": "testError", "mean": 3.0, "standardError": 0.31622776601683794, "n": 5, "planned": 5, "diverged": 0, "best": false, "samples": {"1": 3.0, "2": 2.0, "3": 4.0, "4": 3.0, "5": 3.0}},
          {"normalization": "rn", "classes": 7, "metric": "testError", "mean": 61.0, "standardError": 0.5773502691896258, "n": 3, "planned": 5, "diverged": 2, "best": false, "samples": {"1": 60.0, "2": 62.0, "3": "nan", "4": 61.0, "5": "nan"}},
          {"normalization": "sn", "classes": 0, "metric": "testError", "mean": 0.25, "standardError": 0.25, "n": 2, "planned": 5, "diverged": 0, "best": false, "samples": {"1": 0.0, "2": 0.5}},
          {"normalization": "sn", "classes": 7, "metric": "testError", "mean": null, "standardError": null, "n": 0, "planned": 5, "diverged": 0, "best": false, "samples": {}}
        ]

        """#)
  }

  @Test func facetedText() throws {
    let text = try faceted(.text)
    #expect(
      text
        == #"""
        toy-sweep: testError (%) ↓

        semantics = published
        ┌─────────────────────────┬───────────┬───┐
        │ normalization \ classes │         0 │ 7 │
        ├─────────────────────────┼───────────┼───┤
        │ ln                      │ 1.50±0.50 │ — │
        │ rn_x                    │    —      │ — │
        └─────────────────────────┴───────────┴───┘

        semantics = corrected
        ┌─────────────────────────┬───┬─────────────────────┐
        │ normalization \ classes │ 0 │                   7 │
        ├─────────────────────────┼───┼─────────────────────┤
        │ ln                      │   │                     │
        │ rn_x                    │ — │ — (2 of 2 diverged) │
        └─────────────────────────┴───┴─────────────────────┘

        Mean ± standard error over 2 seeds (1, 2); lower is better.
        4 of 12 trials done.
        ! 2 results diverged: means and comparisons are over the others, and no such cell is marked alone.
        ! 4 of 6 cells incomplete: their n is shown, and none is marked alone.
        ! Fewer than 5 seeds: the standard errors themselves are vague.
        ! Empty places are no cells of the sweep.
        Sweep 46a8a399.

        """#)
  }

  @Test func facetedMarkdown() throws {
    let text = try faceted(.markdown)
    #expect(
      text
        == #"""
        **toy-sweep: testError (%) ↓**

        semantics = published

        | normalization \\ classes | 0 | 7 |
        |---|--:|--:|
        | ln | 1.50±0.50 | — |
        | rn\_x | — | — |

        semantics = corrected

        | normalization \\ classes | 0 | 7 |
        |---|--:|--:|
        | ln |  |  |
        | rn\_x | — | — (2 of 2 diverged) |

        Mean ± standard error over 2 seeds (1, 2); lower is better. 4 of 12 trials done. 2 results diverged: means and comparisons are over the others, and no such cell is marked alone. 4 of 6 cells incomplete: their n is shown, and none is marked alone. Fewer than 5 seeds: the standard errors themselves are vague. Empty places are no cells of the sweep. Sweep 46a8a399.

        """#)
  }

  @Test func facetedLaTeX() throws {
    let text = try faceted(.latex)
    #expect(
      text
        == #"""
        % Needs \usepackage{booktabs} and, of version 3, \usepackage{siunitx}.
        \begin{table}
        \centering
        \caption{toy-sweep: testError in \% (lower is better), mean $\pm$ standard error over 2 seeds (1, 2).}
        \label{tab:toy-sweep-testError}
        \par\smallskip
        \small
        \setlength{\tabcolsep}{4pt}
        \sisetup{mode=text, reset-text-series=false, table-alignment=right}
        \begin{tabular}{lS[table-format=1.2]@{\,}lS[table-format=1.0]@{\,}l}
        \toprule
         & \multicolumn{4}{c}{classes} \\
        \cmidrule(lr){2-5}
        normalization & \multicolumn{2}{c}{0} & \multicolumn{2}{c}{7} \\
        \midrule
        \multicolumn{5}{l}{\textit{semantics = published}} \\
        ln & 1.50 & $\pm$\,0.50 & {---} &  \\
        rn\_x & {---} &  & {---} &  \\
        \midrule
        \multicolumn{5}{l}{\textit{semantics = corrected}} \\
        ln &  &  &  &  \\
        rn\_x & {---} &  & {---} & $^{\mathrm{a}}$ \\
        \bottomrule
        \end{tabular}
        \par\smallskip
        \begin{minipage}{\linewidth}\footnotesize
        \textsuperscript{a} 2 of 2 diverged.
        4 of 12 trials done.
        2 results diverged: means and comparisons are over the others, and no such cell is marked alone.
        4 of 6 cells incomplete: their n is shown, and none is marked alone.
        Fewer than 5 seeds: the standard errors themselves are vague.
        Empty places are no cells of the sweep.
        Sweep 46a8a399.
        \end{minipage}
        \end{table}

        """#)
  }

  @Test func facetedJSON() throws {
    let text = try faceted(.json)
    #expect(
      text
        == #"""
        [
          {"semantics": "published", "normalization": "ln", "classes": 0, "metric": "testError", "mean": 1.5, "standardError": 0.5, "n": 2, "planned": 2, "diverged": 0, "best": false, "samples": {"1": 1.0, "2": 2.0}},
          {"semantics": "published", "normalization": "ln", "classes": 7, "metric": "testError", "mean": null, "standardError": null, "n": 0, "planned": 2, "diverged": 0, "best": false, "samples": {}},
          {"semantics": "published", "normalization": "rn_x", "classes": 0, "metric": "testError", "mean": null, "standardError": null, "n": 0, "planned": 2, "diverged": 0, "best": false, "samples": {}},
          {"semantics": "published", "normalization": "rn_x", "classes": 7, "metric": "testError", "mean": null, "standardError": null, "n": 0, "planned": 2, "diverged": 0, "best": false, "samples": {}},
          {"semantics": "corrected", "normalization": "rn_x", "classes": 0, "metric": "testError", "mean": null, "standardError": null, "n": 0, "planned": 2, "diverged": 0, "best": false, "samples": {}},
          {"semantics": "corrected", "normalization": "rn_x", "classes": 7, "metric": "testError", "mean": null, "standardError": null, "n": 0, "planned": 2, "diverged": 2, "best": false, "samples": {"1": "nan", "2": "nan"}}
        ]

        """#)
  }

  @Test func aSweepWithoutAxesIsOneCell() throws {
    var sweep = SampleSweep(samplePlan(axes: [], seeds: [1, 2, 3, 4, 5, 7]))
    sweep.set([:], [0, 0, 0, 0, 0, 0])
    let text = try Table(of: sweep.plan, metrics: sweep.metrics).rendered(as: .text)
    #expect(
      text
        == """
        toy-sweep: testError (%) ↓

        ┌─────┬───────────────┐
        │     │ testError (%) │
        ├─────┼───────────────┤
        │ toy │     0.00±0.00 │
        └─────┴───────────────┘

        Mean ± standard error over 6 seeds (1–5, 7); lower is better.
        6 of 6 trials done.
        Sweep 8afb63d1.

        """)
  }
}
