namespace MultiBatch.Resilience;

/// <summary>Jitter for those who bring none of their own. <see cref="Random"/> is not thread-safe on every framework.</summary>
internal static class SharedRandom
{
    [ThreadStatic]
    private static Random? _random;

    public static double NextDouble() => (_random ??= new Random(Guid.NewGuid().GetHashCode())).NextDouble();
}
