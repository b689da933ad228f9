using MultiBatch.Emulators.Google.Wire;

namespace MultiBatch.Emulators.Google.Batch.Model;

/// <summary>What states are called, and which are the last.</summary>
internal static class States
{
    public static EnumType JobWords { get; } = MessageBook.Batch.Enum("JobStatus.State");

    public static EnumType TaskWords { get; } = MessageBook.Batch.Enum("TaskStatus.State");

    public static string Word(this JobState state) => JobWords.Words[(int)state];

    public static string Word(this TaskState state) => TaskWords.Words[(int)state];

    public static bool IsEnd(this JobState state) => state is JobState.Succeeded or JobState.Failed or JobState.Cancelled;

    public static bool IsEnd(this TaskState state) => state >= TaskState.Failed;
}
