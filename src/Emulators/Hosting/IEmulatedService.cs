using MultiBatch.Emulators.Faults;

namespace MultiBatch.Emulators.Hosting;

/// <summary>The service that a host speaks for: one per cloud.</summary>
internal interface IEmulatedService
{
    /// <summary>The operation a request asks for, as the service calls it; null when there is none such.</summary>
    string? OperationOf(EmulatorRequest request);

    /// <summary>Carries a request out. What the service refuses is a reply, not an exception.</summary>
    ValueTask<EmulatorReply> HandleAsync(string? operation, EmulatorRequest request, CancellationToken cancellationToken);

    /// <summary>The service's own reply for <see cref="FaultKind.Throttle"/> and <see cref="FaultKind.ServerError"/>.</summary>
    EmulatorReply Refuse(FaultRule rule, EmulatorRequest request);
}
