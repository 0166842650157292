import ArgumentParser
import Processes

/// The command line's root: one file a subcommand, no logic of its own.
@main
struct Regnorm: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "regnorm",
    abstract: "Sweep hyper-parameters × normalizations × seeds over many hosts, and print tables you can trust.",
    version: Build.version,
    subcommands: [
      RunCommand.self, CoordinatorCommand.self, WorkerCommand.self, StatusCommand.self, TableCommand.self,
      ReportCommand.self, AuditCommand.self, ExportCommand.self, PlanCommand.self, TrialCommand.self, PlayCommand.self,
      TasksCommand.self, DataCommand.self,
      BenchCommand.self, DoctorCommand.self, SlotCommand.self,
    ])

  static func main() {
    openStandardDescriptors()
    main(nil)
  }
}
