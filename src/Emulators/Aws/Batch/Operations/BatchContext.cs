using MultiBatch.Emulators.Aws.Batch.Model;
using MultiBatch.Emulators.Aws.Batch.Scheduling;
using MultiBatch.Emulators.Aws.Wire;
using MultiBatch.Emulators.Faults;
using MultiBatch.Emulators.Quirks;
using MultiBatch.Emulators.Timing;

namespace MultiBatch.Emulators.Aws.Batch.Operations;

/// <summary>What operations work with.</summary>
internal sealed class BatchContext
{
    public required BatchState State { get; init; }

    public required Agenda Agenda { get; init; }

    public required EmulatorClock Clock { get; init; }

    public required AwsEmulatorOptions Options { get; init; }

    public required EmulatorQuirks Quirks { get; init; }

    public required EmulatorFaults Faults { get; init; }

    public required JobFlow Jobs { get; init; }

    public required Dispatcher Dispatcher { get; init; }

    /// <summary>What is said to a name that is taken.</summary>
    public AwsException AlreadyExists() => Quirks.IsOn(AwsQuirks.AlreadyExistsText)
        ? AwsException.OfClient("Object already exists")
        : new AwsException("ResourceAlreadyExistsException", 400, "Object already exists");
}
