/// The numbers of a drawing as text, for people who cannot see it and for those who want to copy them.
struct DataTable: Sendable {
  /// What the columns hold; the first names the rows.
  let head: [String]
  let rows: [[String]]
  /// The place in the palette of what each row tells of; empty where they are of one colour.
  var arms: [Int] = []

  /// The table behind a heading that opens.
  var html: String {
    guard !rows.isEmpty else { return "" }
    let head = head.map { "<th scope=\"col\">\(escaped($0))</th>" }.joined()
    let body = rows.enumerated().map { place, row in
      let cells = row.dropFirst().map { "<td>\(escaped($0))</td>" }.joined()
      let arm = arms.isEmpty ? "" : " data-arm=\"\(arms[place])\""
      return "<tr\(arm)><th scope=\"row\">\(escaped(row.first ?? ""))</th>\(cells)</tr>"
    }
    return """
      <details><summary>Numbers</summary><div class="wide" tabindex="0"><table><thead><tr>\(head)</tr></thead>
      <tbody>\(body.joined(separator: "\n"))</tbody></table></div></details>
      """
  }

  /// The beginning of the table in a sentence.
  var description: String {
    let lines = rows.prefix(8).map { row in
      "\(row.first ?? ""): " + row.dropFirst().filter { !$0.isEmpty }.joined(separator: ", ")
    }
    return lines.joined(separator: "; ") + (rows.count > 8 ? "; …" : "")
  }

  /// A number in seven digits at most.
  static func text(_ value: Double) -> String { "\(Float(value))" }

  /// A number and the interval around it.
  static func text(_ value: Double, _ interval: ClosedRange<Double>?) -> String {
    text(value) + (interval.map { " (\(text($0.lowerBound)) to \(text($0.upperBound)))" } ?? "")
  }
}
