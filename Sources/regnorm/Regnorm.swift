import ArgumentParser
import SharedCommands
import Sweeps

/// The root of the command line: one file a subcommand.
@main
struct Regnorm: RootCommand {
  static let configuration = CommandConfiguration(
    commandName: "regnorm",
    abstract: "Sweep hyper-parameters × normalizations × seeds over many hosts, and print tables you can trust.",
    version: Build.version,
    subcommands: [
      RunCommand.self, CoordinatorCommand.self, WorkerCommand.self, StatusCommand.self, ExplainCommand.self,
      DismissCommand.self, ScaleCommand.self, EnrollCommand.self, KeysCommand.self, RevokeCommand.self,
      TableCommand.self, CompareCommand.self, PlotCommand.self,
      ReportCommand.self, DashboardCommand.self, AuditCommand.self, ExportCommand.self, PlanCommand.self,
      TrialCommand.self, PlayCommand.self,
      TasksCommand.self, DataCommand.self,
      BenchCommand.self, DoctorCommand.self, SlotCommand.self,
    ])

  static func hasSeveralLines(_ error: any Error) -> Bool {
    error is SweepFileErrors || error is ValidationError || exitCode(for: error) == .success
  }
}
