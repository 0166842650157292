import Results

/// Throws `DamagedResults` if any result is damaged, because the printed numbers leave damaged results out.
func requireWhole(_ damaged: [DamagedResult], in directory: String) throws(DamagedResults) {
  if !damaged.isEmpty { throw DamagedResults(directory: directory, results: damaged) }
}
