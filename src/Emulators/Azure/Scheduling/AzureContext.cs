using MultiBatch.Emulators.Azure.Model;
using MultiBatch.Emulators.Faults;
using MultiBatch.Emulators.Quirks;
using MultiBatch.Emulators.Timing;

namespace MultiBatch.Emulators.Azure.Scheduling;

/// <summary>What operations and flows work with.</summary>
internal sealed class AzureContext
{
    public required BatchState State { get; init; }

    public required Agenda Agenda { get; init; }

    public required EmulatorClock Clock { get; init; }

    public required AzureEmulatorOptions Options { get; init; }

    public required EmulatorQuirks Quirks { get; init; }

    public required EmulatorFaults Faults { get; init; }

    /// <summary>The folder of all nodes.</summary>
    public required string NodesFolder { get; init; }

    public PoolFlow Pools { get; set; } = null!;

    public NodeFlow Nodes { get; set; } = null!;

    public JobFlow Jobs { get; set; } = null!;

    public TaskFlow Tasks { get; set; } = null!;

    public RunFlow Runs { get; set; } = null!;

    public Dispatcher Dispatcher { get; set; } = null!;

    /// <summary>The address of this server, once it is known.</summary>
    public string Address { get; set; } = string.Empty;

    public DateTimeOffset Now => Clock.Now;

    public AzureDelays Delays => Options.Delays;

    /// <summary>Does something after a delay of the service.</summary>
    public AgendaEntry After(TimeSpan delay, Action action) => Agenda.After(Clock.Scale(delay), action);

    public string Echo(string word, string echo) => Wire.WireText.Echo(Quirks, word, echo);
}
