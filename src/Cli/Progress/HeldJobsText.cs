using MultiBatch.Cli.Commands;
using MultiBatch.Jobs;

namespace MultiBatch.Cli.Progress;

/// <summary>What to say of jobs that start only while a client runs, and how to get back to them.</summary>
internal static class HeldJobsText
{
    /// <summary>The command that starts held jobs.</summary>
    public static string Command(CommandContext context) =>
        $"multibatch job supervise{(context.ConnectionName is { } name ? $" --connection {name}" : string.Empty)}";

    /// <summary>What follows the reference of a job that was submitted.</summary>
    public static string Note(CommandContext context, Job job, bool waits) => !job.IsHeld ? string.Empty
        : waits ? " (held: started from here)"
        : $" (held: starts only while a client runs: {Command(context)})";

    /// <summary>Says that an interrupt leaves held jobs without a client.</summary>
    public static void WayBack(CommandContext context) =>
        context.Host.Error.WriteLine($"  start  {Command(context)}   (held jobs start only while a client runs)");
}
