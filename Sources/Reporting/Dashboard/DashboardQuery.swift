/// What a dashboard is asked to show: all of it stands in the address, so that a link shows the same.
public struct DashboardQuery: Sendable, Hashable {
  /// The view.
  public var view: DashboardView
  /// The metric; nil for the sweep's own.
  public var metric: String?
  /// The axis of the rows; nil for the sweep file's.
  public var rows: String?
  /// The axis of the columns; nil for the sweep file's.
  public var columns: String?
  /// The axes of which only one value is shown, with the value as the sweep file writes it. In an address an axis is called
  /// `only.rareClasses`.
  public var only: [String: String]
  /// What curves have across; nil for what they count.
  public var across: CurveAbscissa?
  /// The number of the cell that `DashboardView.cell` shows.
  public var cell: Int?

  /// The number of the cell that `DashboardView.cell` shows beside it.
  public var beside: Int?

  /// What stands before an axis' name in an address.
  static let onlyPrefix = "only."

  /// The query of an address; nil where no view has the path.
  public init?(path: String, items: [(name: String, value: String)]) {
    func value(_ name: String) -> String? { items.first { $0.name == name && !$0.value.isEmpty }?.value }
    guard path.first == "/", let view = path == "/" ? .table : DashboardView(rawValue: String(path.dropFirst())) else {
      return nil
    }
    self.view = view
    metric = value("metric")
    rows = value("rows")
    columns = value("columns")
    let prefix = Self.onlyPrefix
    only = Dictionary(
      items.filter { $0.name.hasPrefix(prefix) && !$0.value.isEmpty }.map {
        (String($0.name.dropFirst(prefix.count)), $0.value)
      }
    ) { first, _ in first }
    across = value("across").flatMap(CurveAbscissa.init)
    cell = value("cell").flatMap(Int.init)
    beside = value("beside").flatMap(Int.init)
  }

  /// The address without its host: `/heat?metric=testLoss`.
  public var address: String {
    let items =
      [
        ("metric", metric), ("rows", rows), ("columns", columns), ("across", across?.rawValue),
        ("cell", cell.map(String.init)), ("beside", beside.map(String.init)),
      ] + only.sorted { $0.key < $1.key }.map { (Self.onlyPrefix + $0.key, $0.value) }
    let stated = items.compactMap { name, value in value.map { "\(Self.encoded(name))=\(Self.encoded($0))" } }
    return "/\(view.rawValue)" + (stated.isEmpty ? "" : "?\(stated.joined(separator: "&"))")
  }

  /// The same choice of metric and axes in another view.
  func showing(_ view: DashboardView, cell: Int? = nil) -> DashboardQuery {
    var query = self
    query.view = view
    (query.cell, query.beside) = (cell, nil)
    return query
  }

  private static func encoded(_ text: String) -> String {
    text.utf8.reduce(into: "") { result, byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count < 2 ? "0" : "") + digits
      }
    }
  }
}
