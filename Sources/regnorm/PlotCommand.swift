public import ArgumentParser
import Foundation
import OperatingSystem
public import Reporting
import Results
import SharedCommands
import Trials

extension FigureKind: ExpressibleByArgument {}
extension CurveAbscissa: ExpressibleByArgument {}

/// `regnorm plot DIR KIND`: a figure of a sweep's results, as a file.
struct PlotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plot",
    abstract: "Draw a sweep's results as a figure: SVG, PNG, PDF or Vega-Lite.",
    discussion: """
      \(FigureKind.allCases.map { "  \($0.rawValue.padding(toLength: 12, withPad: " ", startingAt: 0))\($0.summary)" }.joined(separator: "\n"))

        regnorm plot results/tuned axis --columns learningRate --output rates.svg
        regnorm plot results/imbalanced-mnist difference --reference none --output difference.pdf
        regnorm plot results/draw curves --curve testLoss --across time --output loss.pdf

      The end of the file's name says the format: .svg; .png and .pdf, which rsvg-convert makes (Debian's package \
      librsvg2-bin); .json for a Vega-Lite specification with its data, of figures with two axes. A row has the same \
      colour in every figure of a sweep. Reporting.docc/Gallery.md shows every figure.
      """)

  @Argument(
    help: "The directory of results: what regnorm run was given as --out.", completion: .directory, transform: userPath)
  var directory: String

  @Argument(help: "The figure: \(FigureKind.allCases.map(\.rawValue).joined(separator: ", ")).")
  var kind: FigureKind

  @Option(help: "The row that differences are taken to (default: the sweep file's reference).")
  var reference: String?

  @Option(help: "The one curve to draw, as trainLoss or codeLength.fc1 (default: all).")
  var curve: String?

  @Option(
    help:
      "What curves have across: \(CurveAbscissa.allCases.map(\.rawValue).joined(separator: ", ")) (default: step, what they count)."
  )
  var across: CurveAbscissa?

  @Flag(help: "Light on black, for slides.")
  var dark = false

  @OptionGroup var layout: LayoutOptions

  @Option(
    help: "The file to write to, replaced as a whole (default: KIND.svg); - is standard output, as SVG.",
    transform: userPath)
  var output: String?

  private enum Format: String, CaseIterable { case svg, png, pdf, json }

  private var file: String { output ?? "\(kind.rawValue).svg" }

  private var format: Format? {
    file == OutputFile.standardOutput
      ? .svg : file.lastIndex(of: ".").flatMap { Format(rawValue: file[file.index(after: $0)...].lowercased()) }
  }

  func validate() throws {
    if !kind.isOfCurves, curve != nil || across != nil {
      throw ValidationError("--curve and --across are for curves and code-lengths, not for \(kind.rawValue)")
    }
    if format == nil {
      throw ValidationError(
        "\(file) has none of the known ends: \(Format.allCases.map { ".\($0)" }.joined(separator: ", "))")
    }
  }

  func run() throws {
    try OutputFile.requireWritable(file)
    let table = try layout.table(of: directory)
    let figure = try Figure(kind, of: source(of: table))
    switch format {
    case .json: try OutputFile.write(try VegaLite(figure).json, to: file)
    case .svg, nil: try OutputFile.write(figure.svg(dark: dark), to: file)
    case .png, .pdf: try convert(figure.svg(dark: dark))
    }
    if file != OutputFile.standardOutput { print(file) }
    try requireWhole(table.damaged, in: directory)
  }

  private func source(of table: Table) throws -> FigureSource {
    let directory = directory
    return FigureSource(
      try TableComparison(of: table, with: reference.map { .row($0) } ?? .planned),
      task: try? experiments.experiment(named: table.task).task, curve: curve, across: across ?? .step,
      record: { try ResultStore(readingFrom: directory).sweep(failures: 0) },
      attempts: { try ResultStore(readingFrom: directory).attempts() })
  }

  private func convert(_ svg: String) throws {
    let source = FileManager.default.temporaryDirectory.appending(path: "regnorm-\(UUID()).svg")
    defer { try? FileManager.default.removeItem(at: source) }
    try Data(svg.utf8).write(to: source)
    let converter = Process()
    converter.executableURL = URL(filePath: "/usr/bin/env")
    converter.arguments = [
      "rsvg-convert", "--format", format == .pdf ? "pdf" : "png", "--zoom", format == .pdf ? "1" : "2",
    ]
    converter.arguments! += ["--output", file, source.path]
    try converter.run()
    converter.waitUntilExit()
    guard converter.terminationStatus == 0 else {
      throw ValidationError(
        "rsvg-convert did not write \(file) (status \(converter.terminationStatus)): install it (Debian: librsvg2-bin), or name a file that ends in .svg"
      )
    }
  }
}
