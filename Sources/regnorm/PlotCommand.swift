public import ArgumentParser
import Foundation
import OperatingSystem
public import Reporting
import Results
import SharedCommands
import Trials

extension FigureKind: ExpressibleByArgument {}
extension CurveAbscissa: ExpressibleByArgument {}

/// The forms of a figure's file.
enum FigureFormat: String, CaseIterable, ExpressibleByArgument {
  case svg, png, pdf
  case vegaLite = "vega-lite"

  /// The end of a file's name that says the format.
  var ending: String { self == .vegaLite ? "json" : rawValue }
}

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
      librsvg2-bin); .json for a Vega-Lite specification with its data. A row has the same colour in every figure of a \
      sweep. Reporting.docc/Gallery.md shows every figure.
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
    help: ArgumentHelp(
      "\(FigureFormat.allCases.map(\.rawValue).joined(separator: ", ")) (default: what the file's end says, else svg).",
      valueName: "format"))
  var format: FigureFormat?

  @Option(
    help: "The file to write to, replaced as a whole (default: KIND.svg); - is standard output.", transform: userPath)
  var output: String?

  /// The format that is stated, or that the file's name says; nil where the name has no known end.
  private var chosenFormat: FigureFormat? {
    guard format == nil, let output, output != OutputFile.standardOutput else { return format ?? .svg }
    let ending = output.split(separator: ".").last?.lowercased()
    return FigureFormat.allCases.first { $0.ending == ending }
  }

  func validate() throws {
    if !kind.isOfCurves, curve != nil || across != nil {
      throw ValidationError("--curve and --across are for curves and code-lengths, not for \(kind.rawValue)")
    }
    if chosenFormat == nil {
      throw ValidationError(
        "\(output ?? "") has none of the known ends, \(FigureFormat.allCases.map { ".\($0.ending)" }.joined(separator: ", ")): state --format"
      )
    }
  }

  func run() throws {
    let format = chosenFormat ?? .svg
    let file = output ?? "\(kind.rawValue).\(format.ending)"
    try OutputFile.requireWritable(file)
    let table = try layout.table(of: directory)
    let figure = try Figure(kind, of: source(of: table))
    switch format {
    case .vegaLite: try OutputFile.write(VegaLite(figure).json, to: file)
    case .svg: try OutputFile.write(figure.svg(dark: dark), to: file)
    case .png, .pdf: try OutputFile.write(converted(figure.svg(dark: dark), to: format), to: file)
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

  /// The bytes that rsvg-convert makes of `svg`.
  private func converted(_ svg: String, to format: FigureFormat) throws -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory
    let (source, target) = (
      folder.appending(path: "regnorm-\(UUID()).svg"), folder.appending(path: "regnorm-\(UUID())")
    )
    defer {
      for file in [source, target] { try? FileManager.default.removeItem(at: file) }
    }
    try Data(svg.utf8).write(to: source)
    let converter = Process()
    converter.executableURL = URL(filePath: "/usr/bin/env")
    converter.arguments = [
      "rsvg-convert", "--format", format.rawValue, "--zoom", format == .pdf ? "1" : "2", "--output", target.path,
      source.path,
    ]
    try converter.run()
    converter.waitUntilExit()
    guard converter.terminationStatus == 0 else {
      throw ValidationError(
        "rsvg-convert made no \(format.rawValue) (status \(converter.terminationStatus)): install it (Debian: librsvg2-bin), or choose --format svg"
      )
    }
    return [UInt8](try Data(contentsOf: target))
  }
}
