namespace MultiBatch.Shared.Http;

/// <summary>How requests say where they come from.</summary>
internal static class ProductName
{
    internal static string Value { get; } = "MultiBatch/" + typeof(ProductName).Assembly.GetName().Version?.ToString(3);
}
