namespace MultiBatch.Providers.Azure.Mapping;

/// <summary>Priorities of queues: 0 to 999 here, -1000 to 1000 there.</summary>
internal static class QueuePriorities
{
    private const int Largest = 999;

    public static int ToNative(int priority) => (int)Math.Round(Math.Min(Largest, Math.Max(0, priority)) * 2000d / Largest) - 1000;

    public static int FromNative(int priority) => (int)Math.Round((Math.Min(1000, Math.Max(-1000, priority)) + 1000) * Largest / 2000d);
}
