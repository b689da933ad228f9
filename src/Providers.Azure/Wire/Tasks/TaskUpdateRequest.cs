namespace MultiBatch.Providers.Azure.Wire.Tasks;

internal sealed record TaskUpdateRequest
{
    public TaskConstraints? Constraints { get; init; }
}
