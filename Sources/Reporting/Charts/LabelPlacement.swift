/// Heights (downwards) of labels near their `wishes`, in the wishes' order. Neighbours are at least `distance` apart,
/// and all are within `range` if it has room for them.
func placedLabels(_ wishes: [Double], distance: Double, within range: ClosedRange<Double>) -> [Double] {
  // Labels that are pushed together form one block around the mean of their wishes.
  struct Block {
    var members: [Int]
    var centre: Double
  }
  func span(_ count: Int) -> Double { Double(count - 1) * distance }
  func clamped(_ centre: Double, count: Int) -> Double {
    let half = span(count) / 2
    return max(range.lowerBound + half, min(range.upperBound - half, centre))
  }
  var blocks: [Block] = []
  for index in wishes.indices.sorted(by: { (wishes[$0], $0) < (wishes[$1], $1) }) {
    var block = Block(members: [index], centre: clamped(wishes[index], count: 1))
    while let above = blocks.last,
      above.centre + span(above.members.count) / 2 + distance > block.centre - span(block.members.count) / 2
    {
      blocks.removeLast()
      let members = above.members + block.members
      let mean = members.reduce(0) { $0 + wishes[$1] } / Double(members.count)
      block = Block(members: members, centre: clamped(mean, count: members.count))
    }
    blocks.append(block)
  }
  var places = wishes
  for block in blocks {
    for (offset, index) in block.members.enumerated() {
      places[index] = block.centre - span(block.members.count) / 2 + Double(offset) * distance
    }
  }
  return places
}
