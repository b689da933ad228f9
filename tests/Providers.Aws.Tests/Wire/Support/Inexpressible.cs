namespace MultiBatch.Providers.Aws.Tests.Wire.Support;

/// <summary>Captured requests that our client cannot make, each with the reason.</summary>
internal static class Inexpressible
{
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>
    {
        ["CreateConsumableResource"] = "the portable model has no licences to make; jobs and definitions can name those that are there",
        ["UpdateConsumableResource"] = "the portable model has no licences to change; jobs and definitions can name those that are there",
    };
}
