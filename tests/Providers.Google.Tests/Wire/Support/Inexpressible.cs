namespace MultiBatch.Providers.Google.Tests.Wire.Support;

/// <summary>Captured requests that our client cannot make, each with the reason.</summary>
internal static class Inexpressible
{
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>
    {
        ["v1alpha.updateJob"] = "jobs do not change after their submit; v1 has no update",
        ["v1alpha.createResourceAllowance"] = "budgets are no part of the portable model, and not of v1",
    };

    public static bool Is(string name) => Reasons.Keys.Any(label => name.EndsWith(' ' + label, StringComparison.Ordinal));
}
