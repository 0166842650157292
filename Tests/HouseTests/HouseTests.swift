import Testing

/// The imports of each module in its sources, in `Package.swift`, and as `House` allows.
@Suite struct HouseTests {
  private static let loaded = Result { try PackageUnderTest() }
  private let package: PackageUnderTest

  init() throws { package = try Self.loaded.get() }

  @Test func everyTargetImportsWhatItDeclaresAndDeclaresWhatItImports() throws {
    let modules = package.targets.reduce(into: Set(package.targets.map(\.name))) { $0.formUnion($1.declared) }
    for target in package.targets {
      let imported = try package.imports(of: target).intersection(modules).subtracting([target.name])
      // A test declares a program so that the program is built before the test runs. Nobody can import a program.
      let programs = Set(package.targets.filter { $0.type == .executable }.map(\.name))
      let undeclared = imported.subtracting(target.declared)
      let unused = target.type == .system ? [] : target.declared.subtracting(imported).subtracting(programs)
      #expect(undeclared.isEmpty, "\(target.name) imports, and Package.swift does not declare: \(undeclared.sorted())")
      #expect(unused.isEmpty, "Package.swift declares for \(target.name), and no file imports: \(unused.sorted())")
    }
  }

  @Test func everyModuleImportsOnlyWhatTheHouseAllows() throws {
    for target in package.targets where target.folder.hasPrefix("Sources/") {
      for other in target.declared.sorted() {
        let objection = House.objection(to: target.name, knowing: other)
        #expect(objection == nil)
      }
    }
  }

  @Test func theHouseHasAPlaceForEveryModuleAndNoOther() {
    let modules = package.targets.filter { $0.folder.hasPrefix("Sources/") }.map(\.name)
    #expect(Set(House.rooms.map(\.module)) == Set(modules))
    #expect(House.rooms.count == modules.count)
  }

  @Test func anEdgeBetweenTheSidesOrUpwardsIsRefused() {
    #expect(House.objection(to: "Coordination", knowing: "Tensors") != nil)
    #expect(House.objection(to: "Experiments", knowing: "Messaging") != nil)
    #expect(House.objection(to: "Trials", knowing: "Sweeps") != nil)
    #expect(House.objection(to: "Tensors", knowing: "Layers") != nil)
    #expect(House.objection(to: "Coordination", knowing: "GRDB") != nil)
    #expect(House.objection(to: "Layers", knowing: "Tensors") == nil)
    #expect(House.objection(to: "Results", knowing: "GRDB") == nil)
  }

  @Test(arguments: [
    "import Layers", "public import Layers", "@testable import Layers",
    "@_spi(Tests) private import struct Layers.Linear",
  ])
  func anImportIsReadWhateverPrecedesIt(line: String) {
    #expect(importedModules(in: "/// import Tensors\n\(line)\n\nlet text = \"import Trials\"\n") == ["Layers"])
  }
}
