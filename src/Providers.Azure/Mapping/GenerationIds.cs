using System.Globalization;

namespace MultiBatch.Providers.Azure.Mapping;

/// <summary>
/// Names of the Azure jobs that a queue consists of: <c>&lt;queue&gt;-g&lt;number&gt;</c>. One is open at a time; a new one is begun when it is full or
/// no longer active.
/// </summary>
internal static class GenerationIds
{
    private const string Mark = "-g";

    public static string Of(string queue, int number) => queue + Mark + number.ToString(CultureInfo.InvariantCulture);

    /// <summary>What the ids of all generations of a queue begin with, and those of some other queues too.</summary>
    public static string Beginning(string queue) => queue + Mark;

    /// <summary>The queue and the number; null for the id of an Azure job that is not of ours.</summary>
    public static (string Queue, int Number)? Parse(string? jobId)
    {
        var mark = jobId?.LastIndexOf(Mark, StringComparison.OrdinalIgnoreCase) ?? -1;
        return mark > 0 && int.TryParse(jobId!.AsSpan(mark + Mark.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? (jobId!.Substring(0, mark), number)
            : null;
    }
}
