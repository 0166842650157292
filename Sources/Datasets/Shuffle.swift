extension RandomNumberGenerator {
  /// A uniform integer from 0 to `bound - 1`, without bias.
  ///
  /// The high word of random × bound; draws whose low word falls into the surplus of 2⁶⁴ mod bound are drawn again
  /// (D. Lemire, Fast Random Integer Generation in an Interval, 2019, doi:10.1145/3230636). Trials must not depend on
  /// the version of the standard library, so the algorithm stands here.
  mutating func uniform(below bound: UInt64) -> UInt64 {
    precondition(bound > 0, "the bound of a random integer must be above 0")
    let surplus = (0 &- bound) % bound
    while true {
      let product = next().multipliedFullWidth(by: bound)
      if product.low >= surplus { return product.high }
    }
  }

  /// Puts `elements` into a uniformly random order (Fisher and Yates, from the last place down).
  public mutating func permute<Element>(_ elements: inout [Element]) {
    for place in stride(from: elements.count - 1, to: 0, by: -1) {
      let other = Int(uniform(below: UInt64(place + 1)))
      // `swapAt` allocates in unoptimized builds.
      let element = elements[place]
      elements[place] = elements[other]
      elements[other] = element
    }
  }
}
