/// The language of sweep files, explained for the command line.
public enum SweepFileGrammar {
  /// A complete sweep file that uses most of the language.
  public static let example = """
    name: rates                    # optional; default: the file's name
    task: imbalanced-mnist         # one of `regnorm tasks`
    metric: testError              # optional; or {name: …, direction: minimize}
    seeds: 5                       # 1…5; or [3, 7]; or {from: 1, to: 10}
    grid:
      normalization: [none, ln, rn]
      rareClasses: {from: 0, to: 9}
      zip:
        - {learningRate: [0.01, 0.1], epochs: [2, 1]}
    exclude:
      - {normalization: ln, rareClasses: [8, 9]}
    fixed:
      semantics: published
    limits:
      stallSeconds: 600
      crashes: 5
    table:
      rows: normalization
      columns: rareClasses
      reference: none
      divergences: {worst: 100}

    """

  /// The whole grammar, with `example`.
  public static let help = """
    A sweep file is YAML:

    \(indented(example))
    task, seeds (or select and report) and grid are required. Settings that are
    neither an axis nor fixed have their defaults; `regnorm tasks NAME` lists
    them all.

    seeds   The replicates, the same in every cell: a count N for 1…N, a list or
            a range 1-5. Adding one runs one more trial a cell and nothing else.
    grid    Axes: settings with a list of values or a range. Cells come in the
            order of the axes, the last varies fastest.
              {from: 0, to: 9}                      integers, both ends included
              {from: 0.1, to: 0.5, step: 0.1}       exact in decimal; `to` is met
              {from: 9, to: 0, step: -3}            downwards
              {from: 0.001, to: 1, steps: 4, scale: log}
                numbers: `steps` values, evenly spaced, scale linear or log,
                between the ends rounded to 6 significant digits
      zip   A list of groups. The axes of a group advance together: they have
            equally many values, and count as one axis in the grid.
    select  Chooses for every arm before anything is reported; stands with report in
    report  the place of seeds:
              select: {by: validationError, over: [learningRate], seeds: 1-10}
              report: {seeds: 101-160}
            `regnorm run` first runs every cell on the seeds of select. For every
            arm (a point of the axes that are not chosen over) the candidate with
            the best mean of the validation metric is chosen, and runs on the
            seeds of report, which are others; the table is of these.
    exclude Cells left out: each item names axes, each with a value, a list or a
            range; a cell is left out where all of them agree.
    fixed   Settings with one value in all cells.
    limits  stallSeconds: an attempt without progress for so long is ended (by
            default none is). After how many failed attempts a trial is given
            up: crashes (3), errors (1), outOfMemory (2), stalls (2), losses of
            its worker (5). What a worker gives back is never charged.
    table   rows: by default normalization where it has several values, else the
            first axis that has;
            columns: by default the first other axis; reference: the value of
            the rows that the others are compared with, all pairs without one;
            divergences: what a run that diverged counts as. By default it is
            left out and counted (exclude); {worst: 100} gives it that value.

    Helpers stand at the top under keys that begin with x-, and YAML's merge key
    takes them in; what a mapping states itself comes before what it merges:
              x-base: &base {epochs: 2, batchSize: 64}
              fixed: {<<: *base, batchSize: 32}

    A word is read as its setting's kind says: a choice may be called none or
    yes or 1. An error names the file, the line and the key.
    """

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "  \($0)" }
      .joined(separator: "\n")
  }
}
