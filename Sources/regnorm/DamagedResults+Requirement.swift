import Results

/// Throws `DamagedResults` where any results are damaged: whoever reads what was printed without them has to know.
func requireWhole(_ damaged: [DamagedResult], in directory: String) throws(DamagedResults) {
  if !damaged.isEmpty { throw DamagedResults(directory: directory, results: damaged) }
}
