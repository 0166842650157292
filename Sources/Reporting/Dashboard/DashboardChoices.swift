import Plans
import Trials

/// The forms that choose what a view shows. What is chosen stands in the address.
struct DashboardChoices {
  private let plan: Plan
  private let query: DashboardQuery

  init(of plan: Plan, _ query: DashboardQuery) {
    self.plan = plan
    self.query = query
  }

  /// Metric, rows, columns and values of axes; empty where the view shows none of them.
  var html: String {
    guard query.view.hasLayout else { return query.view == .cell ? otherCell : "" }
    let axes = plan.axes.filter { $0.values.count > 1 }
    let names = axes.map(\.name)
    let transposed =
      axes.count > 1 ? query.transposed(of: plan).map { "<a href=\"\(escaped($0.address))\">transpose</a>" } : nil
    let across = choice(
      "across", query.across?.rawValue, own: CurveAbscissa.step.rawValue, of: CurveAbscissa.allCases.map(\.rawValue))
    let restrictions = axes.filter { $0.name != comparedAxis }.map { axis in
      choice(
        DashboardQuery.onlyPrefix + axis.name, label: "filter \(axis.name)", query.only[axis.name], own: "all",
        of: axis.values.map(\.description))
    }
    return """
      <form method="get" action="/\(query.view.rawValue)">
      \(choice("metric", query.metric, own: plan.metric.name, of: plan.metrics.map(\.name)))
      \(choice("rows", query.rows, own: plan.layout.rows, of: names))
      \(choice("columns", query.columns, own: plan.layout.columns ?? "", of: names))
      \(restrictions.joined(separator: "\n"))
      \(query.view.figure?.isOfCurves == true ? across : "")
      <button>Show</button> \(transposed ?? "")
      </form>
      """
  }

  /// The axis whose values a table compares, which cannot be hidden.
  private var comparedAxis: String? {
    let axes = try? plan.chosenAxes(rows: query.rows, columns: query.columns)
    return axes?.columns?.name == plan.layout.rows ? axes?.columns?.name : axes?.rows?.name
  }

  /// The cell beside the one that is shown.
  private var otherCell: String {
    guard let cell = query.cell, plan.cells.count > 1 else { return "" }
    let options = plan.cells.filter { $0.index.number != cell }.map { other in
      let mark = other.index.number == query.beside ? " selected" : ""
      return "<option value=\"\(other.index.number)\"\(mark)>\(escaped(plan.coordinatesText(of: other)))</option>"
    }
    let metric = query.metric.map { "<input type=\"hidden\" name=\"metric\" value=\"\(escaped($0))\">" } ?? ""
    return """
      <form method="get" action="/\(query.view.rawValue)"><input type="hidden" name="cell" value="\(cell)">\(metric)
      <label>beside <select name="beside"><option value="">no other cell</option>\(options.joined())</select></label>
      <button>Show</button></form>
      """
  }

  private func choice(
    _ name: String, label: String? = nil, _ chosen: String?, own: String, of values: [String]
  ) -> String {
    let options = values.filter { $0 != own }.map { value in
      "<option\(value == chosen ? " selected" : "")>\(escaped(value))</option>"
    }
    return """
      <label>\(escaped(label ?? name)) <select name="\(escaped(name))"><option value="">\(escaped(own))</option>\
      \(options.joined())</select></label>
      """
  }
}

extension DashboardQuery {
  /// The same with rows and columns in each other's place; nil where the table has only one of them.
  func transposed(of plan: Plan) -> DashboardQuery? {
    guard let axes = try? plan.chosenAxes(rows: rows, columns: columns), let rows = axes.rows,
      let columns = axes.columns
    else { return nil }
    var query = self
    (query.rows, query.columns) = (columns.name, rows.name)
    return query
  }
}
