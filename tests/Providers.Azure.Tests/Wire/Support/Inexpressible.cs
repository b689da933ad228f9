namespace MultiBatch.Providers.Azure.Tests.Wire.Support;

/// <summary>Captured requests that our client cannot make, each with the reason.</summary>
internal static class Inexpressible
{
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>
    {
        ["jobSchedule.add"] = "the portable model has no schedules; whoever wants one has it from his scheduler or from the vendor's client",
    };
}
